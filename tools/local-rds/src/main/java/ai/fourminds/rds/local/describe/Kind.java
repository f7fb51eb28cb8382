package ai.fourminds.rds.local.describe;

import ai.fourminds.rds.local.aws.query.Xml;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What one listing of the RDS API lists, and how. Immutable.
 *
 * @param action the operation's name
 * @param list the element that the descriptions stand in
 * @param all everything there is, in the order of {@code key}
 * @param key what pages go on after
 * @param arn what a policy must allow the action on
 * @param everythingArn the same where nothing is named
 * @param named the parameters that name one of them, or what it belongs to; the first that is given decides on the ARN
 * @param filters by name, which of them a value of the filter fits
 */
record Kind<T>(
        String action,
        String list,
        Supplier<List<T>> all,
        Function<T, String> key,
        Function<T, String> arn,
        String everythingArn,
        List<Named<T>> named,
        Map<String, BiPredicate<T, String>> filters,
        BiConsumer<T, Xml> description) {
    Kind {
        named = List.copyOf(named);
        filters = Map.copyOf(filters);
    }

    /**
     * A parameter that names something. Immutable.
     *
     * @param errorCode of the answer where nothing has the name
     * @param noun what the name is one of, for that answer
     */
    record Named<T>(String parameter, BiPredicate<T, String> is, String errorCode, String noun) {}
}
