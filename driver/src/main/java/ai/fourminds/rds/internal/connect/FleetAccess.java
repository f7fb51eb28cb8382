package ai.fourminds.rds.internal.connect;

import ai.fourminds.rds.credentials.AwsKeys;
import ai.fourminds.rds.fleet.CallerIdentity;
import ai.fourminds.rds.fleet.RdsInstance;
import ai.fourminds.rds.internal.aws.AwsCall;
import ai.fourminds.rds.internal.aws.AwsSession;
import ai.fourminds.rds.internal.credentials.Identity;
import ai.fourminds.rds.internal.failure.AwsFailures;
import ai.fourminds.rds.internal.settings.Setting;
import ai.fourminds.rds.internal.settings.Settings;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** AWS as one configuration sees it in one region. Immutable and thread-safe; credentials are asked for at each use. */
public final class FleetAccess {

    private final SharedState shared;
    private final Identity identity;
    private final Duration timeout;
    private final Duration timeToLive;

    private FleetAccess(SharedState shared, Identity identity, Duration timeout, Duration timeToLive) {
        this.shared = shared;
        this.identity = identity;
        this.timeout = timeout;
        this.timeToLive = timeToLive;
    }

    /**
     * Decides the region; asks AWS nothing yet.
     *
     * @param namedRegion the region that an ARN or endpoint names, or null
     */
    public static FleetAccess of(SharedState shared, Settings settings, @Nullable String namedRegion)
            throws SQLException {
        String region = RegionChoice.of(settings, namedRegion);
        String method = settings.required(Setting.AUTH);
        Set<String> names = shared.methods().settingsByName().getOrDefault(method, Set.of());
        Map<String, String> values = settings.named(names);
        URI endpoint = settings.text(Setting.ENDPOINT_URL).map(URI::create).orElse(null);
        return new FleetAccess(
                shared,
                new Identity(method, values, region, endpoint),
                settings.span(Setting.DISCOVERY_TIMEOUT).orElseThrow(),
                settings.span(Setting.DISCOVERY_CACHE_TTL).orElseThrow());
    }

    /** The same in less time. */
    FleetAccess within(Duration limit) {
        return new FleetAccess(shared, identity, limit.compareTo(timeout) < 0 ? limit : timeout, timeToLive);
    }

    Identity identity() {
        return identity;
    }

    /** The region in force. */
    public String region() {
        return identity.region();
    }

    /** STS {@code GetCallerIdentity}. */
    public CallerIdentity caller() throws SQLException {
        return caller(timeout);
    }

    /** Every instance that the caller may see, sorted by identifier. */
    public List<RdsInstance> instances() throws SQLException {
        return withFreshKeys(() -> shared.directory().list(session()));
    }

    /** One instance, perhaps from the cache. */
    public RdsInstance instance(String id) throws SQLException {
        return withFreshKeys(() -> shared.directory().find(identity, session(), id, timeToLive));
    }

    CallerIdentity caller(Duration limit) throws SQLException {
        return withFreshKeys(() -> AwsCall.with(
                session().within(limit), "sts:GetCallerIdentity", StsClient.builder(), FleetAccess::identity));
    }

    private static CallerIdentity identity(StsClient sts) {
        GetCallerIdentityResponse answer = sts.getCallerIdentity();
        return new CallerIdentity(answer.account(), answer.arn(), answer.userId());
    }

    AwsKeys keys() throws SQLException {
        return shared.credentials().keys(identity, timeout);
    }

    void forget(String id) {
        shared.directory().forget(identity, id, timeToLive);
    }

    /** Keys kept here may have been replaced at their source before they were to expire. */
    private <T> T withFreshKeys(Callable<T> call) throws SQLException {
        try {
            return call.call();
        } catch (SQLException failure) {
            if (!AwsFailures.isCredentialsExpired(failure)) {
                throw failure;
            }
            shared.credentials().forget(identity);
            return call.call();
        }
    }

    @FunctionalInterface
    private interface Callable<T> {
        T call() throws SQLException;
    }

    private AwsSession session() throws SQLException {
        return new AwsSession(identity.method(), keys(), identity.region(), identity.endpointUrl(), timeout);
    }
}
