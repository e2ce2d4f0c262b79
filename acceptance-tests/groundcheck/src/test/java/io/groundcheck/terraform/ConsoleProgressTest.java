package io.groundcheck.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ConsoleProgressTest {

    private static final String START = """
            {"@level":"info","type":"apply_start","hook":{"resource":{"addr":"aws_lb.this"},"action":"create"}}""";
    private static final String OTHER = "{\"@level\":\"info\",\"type\":\"apply_progress\",\"hook\":{}}";

    @Test
    void c04_a_long_step_says_whose_it_is_and_what_it_waits_for() {
        assertThat(said(Duration.ZERO, Duration.ofSeconds(42)))
                .containsExactly(
                        "LoadBalancerIT.serves: apply still runs, waiting for [aws_lb.this]",
                        "LoadBalancerIT.serves: apply still runs, waiting for [aws_lb.this]",
                        "LoadBalancerIT.serves: apply took 42 s");
    }

    @Test
    void a_short_step_passes_in_silence() {
        assertThat(said(Duration.ofSeconds(10), Duration.ofSeconds(9))).isEmpty();
    }

    private static List<String> said(Duration silence, Duration took) {
        var appender = new ListAppender<ILoggingEvent>();
        appender.start();
        var logger = (Logger) LoggerFactory.getLogger("groundcheck");
        logger.setAdditive(false);
        logger.addAppender(appender);
        try {
            var apply = ApplyCommand.with(List.of());
            var progress = new ConsoleProgress("LoadBalancerIT.serves", silence);
            progress.started(apply);
            progress.told(apply, Event.parse(START));
            progress.told(apply, Event.parse(OTHER));
            progress.ended(apply, 0, took);
            return appender.list.stream()
                    .map(ILoggingEvent::getFormattedMessage)
                    .toList();
        } finally {
            logger.detachAppender(appender);
            logger.setAdditive(true);
        }
    }
}
