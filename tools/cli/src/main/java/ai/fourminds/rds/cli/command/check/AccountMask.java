package ai.fourminds.rds.cli.command.check;

import ai.fourminds.rds.cli.failure.Fault;
import java.util.regex.Pattern;

/** Masks AWS account numbers in output that the user may share. Stateless. */
final class AccountMask {
    // IAM User Guide, "Your AWS account ID and its alias": twelve digits.
    private static final Pattern ACCOUNT = Pattern.compile("(?<!\\d)\\d{12}(?!\\d)");
    private static final String MASK = "************";

    private AccountMask() {}

    static String of(String text) {
        return ACCOUNT.matcher(text).replaceAll(MASK);
    }

    static Fault of(Fault fault) {
        return new Fault(
                fault.exit(),
                fault.code(),
                fault.sqlState(),
                of(fault.headline()),
                of(fault.detail()),
                of(fault.remedy()));
    }
}
