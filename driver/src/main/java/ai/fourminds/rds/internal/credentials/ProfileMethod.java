package ai.fourminds.rds.internal.credentials;

import ai.fourminds.rds.credentials.AwsKeys;
import ai.fourminds.rds.credentials.CredentialsContext;
import ai.fourminds.rds.credentials.CredentialsException;
import ai.fourminds.rds.credentials.CredentialsMethod;
import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.internal.aws.AwsClients;
import ai.fourminds.rds.internal.failure.AwsCommands;
import ai.fourminds.rds.internal.failure.AwsFailures;
import ai.fourminds.rds.internal.settings.Setting;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;

/** {@code auth=profile}: a profile of the shared AWS files, and why it gives no credentials. Stateless. */
public final class ProfileMethod implements CredentialsMethod {

    // What the AWS SDK takes as a profile's name.
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9/.%@_:+-]*");

    @Override
    public String name() {
        return "profile";
    }

    @Override
    public Set<String> settings() {
        return Set.of(Setting.AWS_PROFILE.settingName());
    }

    @Override
    public AwsKeys obtain(CredentialsContext context) throws CredentialsException {
        return obtain(context.setting(Setting.AWS_PROFILE.settingName()).orElse("default"));
    }

    static AwsKeys obtain(String profile) throws CredentialsException {
        try (ProfileCredentialsProvider provider = ProfileCredentialsProvider.create(profile)) {
            return AwsClients.keys(provider.resolveCredentials());
        } catch (RuntimeException unusable) {
            throw diagnosed(profile, unusable);
        }
    }

    /** Returns why a profile cannot be used: in neither file, or unreadable. A missing default is no failure. */
    public static Optional<CredentialsException> unusable(String name, RuntimeException failure) {
        boolean missing = AwsClients.fault().isPresent()
                || (!name.equals("default")
                        && ProfileFile.defaultProfileFile().profile(name).isEmpty());
        return missing ? Optional.of(diagnosed(name, failure)) : Optional.empty();
    }

    /** Diagnoses the SDK's exception by the properties of the profile and of its source profile. */
    private static CredentialsException diagnosed(String name, RuntimeException failure) {
        Optional<String> malformed = AwsClients.fault();
        if (malformed.isPresent()) {
            return unavailable(
                    "the profile '" + name + "' cannot be read: " + sentence(malformed.get()),
                    "Correct " + AwsFailures.files(" or ")
                            + "; aws configure list-profiles tells whether it can be read.",
                    failure);
        }
        ProfileFile files = ProfileFile.defaultProfileFile();
        Optional<Profile> profile = files.profile(name);
        if (profile.isEmpty()) {
            return unknown(name, files.profiles().keySet(), failure);
        }
        if (failure.getCause() instanceof UncheckedIOException) {
            // The parser's message quotes the process's output, which may contain a key.
            return unavailable(
                    "the credential_process of the profile '" + name + "' printed something that is no JSON.",
                    "Have it print JSON with Version, AccessKeyId, SecretAccessKey, SessionToken and Expiration.",
                    null);
        }
        return unavailable(
                "the profile '" + name + "' gives none: " + words(failure),
                remedy(files, profile.get(), failure),
                failure);
    }

    private static CredentialsException unknown(String name, Set<String> others, RuntimeException failure) {
        String what = "there is no profile '" + name + "' in " + AwsFailures.files(" and ") + "; "
                + (others.isEmpty()
                        ? "there is none at all."
                        : "there are: " + String.join(", ", new TreeSet<>(others)) + ".");
        if (!NAME.matcher(name).matches()) {
            return unavailable(
                    what + " The AWS SDK passes over a profile whose name has other characters than letters, digits and"
                            + " -/.%@_:+ in it, such as a space.",
                    "Rename the profile, and set awsProfile to the new name.",
                    failure);
        }
        return unavailable(
                what, "Set awsProfile to one that exists, or make it: aws configure sso --profile " + name, failure);
    }

    private static String remedy(ProfileFile files, Profile profile, RuntimeException failure) {
        Set<String> seen = new HashSet<>();
        Optional<Profile> next = Optional.of(profile);
        while (next.isPresent() && seen.add(next.get().name())) {
            Profile source = next.get();
            String command = " --profile " + AwsCommands.word(source.name());
            if (source.property("login_session").isPresent()) {
                // The SDK looks for the sign-in service's region in the profile, not in the driver's settings.
                if (words(failure).contains("Unable to load region")) {
                    return "Give the profile a region: aws configure set region <region>" + command;
                }
                return "Sign in: aws login" + command;
            }
            if (source.property("sso_session").isPresent()
                    || source.property("sso_start_url").isPresent()) {
                return "Sign in: aws sso login" + command;
            }
            if (source.property("mfa_serial").isPresent()) {
                return "The profile asks for an MFA code, and the AWS SDK for Java has no way to ask you. Have the AWS CLI ask:"
                        + " eval \"$(aws configure export-credentials" + command
                        + " --format env)\", and leave auth and awsProfile out.";
            }
            next = source.property("source_profile").flatMap(files::profile);
        }
        return "Check it with: aws sts get-caller-identity --profile " + AwsCommands.word(profile.name());
    }

    private static String words(Throwable failure) {
        Throwable cause = failure.getCause();
        return Stream.of(failure, cause == null ? failure : cause)
                .map(each -> sentence(String.valueOf(each.getMessage())
                        .replaceFirst("(: ProfileFile\\(| from any of the providers in the chain).*", "")))
                .distinct()
                .reduce((first, second) -> first + " " + second)
                .orElseThrow();
    }

    private static String sentence(String words) {
        String stripped = words.strip();
        return stripped.endsWith(".") ? stripped : stripped + ".";
    }

    private static CredentialsException unavailable(String what, String remedy, @Nullable RuntimeException cause) {
        return new CredentialsException(FailureCode.CREDENTIALS_UNAVAILABLE, what, remedy, cause);
    }
}
