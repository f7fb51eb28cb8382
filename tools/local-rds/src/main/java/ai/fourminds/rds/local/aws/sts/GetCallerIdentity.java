package ai.fourminds.rds.local.aws.sts;

import ai.fourminds.rds.local.aws.query.Action;
import ai.fourminds.rds.local.aws.query.Answer;
import ai.fourminds.rds.local.aws.query.Parameters;
import ai.fourminds.rds.local.aws.query.Service;
import ai.fourminds.rds.local.fleet.Account;
import ai.fourminds.rds.local.iam.AccessKey;

/** STS GetCallerIdentity, which requires no permission. Thread-safe. */
public final class GetCallerIdentity implements Action.Signed {
    private final Account account;

    public GetCallerIdentity(Account account) {
        this.account = account;
    }

    @Override
    public String name() {
        return "GetCallerIdentity";
    }

    @Override
    public Service service() {
        return Service.STS;
    }

    @Override
    public Answer answer(AccessKey caller, Parameters parameters) {
        return new Answer.Result(xml ->
                xml.text("Arn", caller.arn()).text("UserId", caller.userId()).text("Account", account.id()));
    }
}
