package io.groundcheck.release.cli;

import io.groundcheck.release.ExitCode;
import io.groundcheck.release.ReleaseException;
import io.groundcheck.release.aws.sdk.SdkAws;
import io.groundcheck.release.foundation.Foundation;
import io.groundcheck.target.Target;
import io.groundcheck.target.TargetException;
import io.groundcheck.target.Targets;
import java.util.Map;

/** Opens the target that {@code TARGET} names. */
final class TargetOpener implements Session.Connection.Opener {

    private static final String DEFAULT_NAME = "connections";

    @Override
    public Session.Connection open(Map<String, String> env) {
        var target = target(env);
        var name = env.getOrDefault("NAME", DEFAULT_NAME);
        var parameter = Foundation.parameter(name);
        var times = TestHooks.from(env).aws();
        var text = SdkAws.parameters(target, times)
                .read(parameter)
                .orElseThrow(() -> new NoFoundationException(
                        "there is no foundation named " + name + " in account " + target.account() + ", region "
                                + target.region() + ": the SSM parameter " + parameter
                                + " doesn't exist. Run `make infra-up`, or set NAME"));
        var foundation = Foundation.parse(parameter, text);
        if (!foundation.account().equals(target.account())) {
            throw new ReleaseException(
                    ExitCode.USAGE,
                    "the foundation " + name + " is of account " + foundation.account() + ", but the target is account "
                            + target.account() + "; set AWS_PROFILE and AWS_ACCOUNT_ID");
        }
        return new Session.Connection(foundation, new SdkAws(target, foundation, times), () -> url(target, foundation));
    }

    private static Target target(Map<String, String> env) {
        var named = env.getOrDefault("TARGET", "");
        try {
            return Targets.fromEnvironment(env);
        } catch (TargetException e) {
            var usage = named.isBlank() || (named.equals("aws") && !env.containsKey("AWS_ACCOUNT_ID"));
            throw new ReleaseException(
                    usage ? ExitCode.USAGE : ExitCode.UNREACHABLE, String.valueOf(e.getMessage()), e);
        }
    }

    private static java.net.URI url(Target target, Foundation foundation) {
        try {
            return target.loadBalancerUrl(foundation.loadBalancer().arn(), foundation.url());
        } catch (TargetException e) {
            throw new ReleaseException(ExitCode.UNREACHABLE, String.valueOf(e.getMessage()), e);
        }
    }
}
