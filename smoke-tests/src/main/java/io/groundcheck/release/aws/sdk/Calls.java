package io.groundcheck.release.aws.sdk;

import io.groundcheck.release.AwsException;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** The one place where an SDK call is made and its failure is put into words. */
final class Calls {

    private static final int SERVER_ERROR = 500;

    private Calls() {}

    /**
     * Makes a call.
     *
     * @param what the call in AWS's words, such as {@code elasticloadbalancing:ModifyRule}
     * @throws AwsException if it fails in a way the caller doesn't handle
     */
    static <T> T call(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (AwsServiceException e) {
            throw refused(what, e);
        } catch (ApiCallTimeoutException | ApiCallAttemptTimeoutException e) {
            throw new AwsException(what + " gave no answer in time: " + e.getMessage(), true, e);
        } catch (SdkException e) {
            throw new AwsException(
                    what + " could not be called: " + e.getMessage()
                            + ". Check the network, AWS_PROFILE and AWS_REGION; on an emulator, `make doctor`",
                    true,
                    e);
        }
    }

    /** What AWS answered, in words. A server error may come after the call took effect. */
    static AwsException refused(String what, AwsServiceException e) {
        var details = e.awsErrorDetails();
        var why = details == null || details.errorCode() == null
                ? "status " + e.statusCode()
                : details.errorCode() + ": " + details.errorMessage();
        return new AwsException(what + " was refused: " + why, e.statusCode() >= SERVER_ERROR, e);
    }
}
