package ai.fourminds.rds.local.describe;

import ai.fourminds.rds.local.aws.query.Xml;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Defines a listing of the RDS API. Immutable.
 *
 * @param action the operation's name
 * @param list the element that contains the descriptions
 * @param all returns everything, ordered by {@code key}
 * @param key the key that pages continue after
 * @param arn the ARN on which the caller needs the action
 * @param everythingArn that ARN for a request without a name
 * @param named the parameters that name one item, or its parent; the first one given decides the ARN
 * @param filters by name, whether an item matches a value of the filter
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
     * A parameter that names an item. Immutable.
     *
     * @param errorCode the error's code if nothing has the name
     * @param noun the kind of item, for the error's text
     */
    record Named<T>(String parameter, BiPredicate<T, String> is, String errorCode, String noun) {}
}
