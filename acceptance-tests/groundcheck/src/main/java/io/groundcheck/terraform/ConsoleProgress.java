package io.groundcheck.terraform;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says on the console's logger what a long step waits for; short ones pass in silence. */
public final class ConsoleProgress implements Progress {

    private static final Logger LOG = LoggerFactory.getLogger("groundcheck");
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final String test;
    private final Duration silence;
    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    private final Map<Subcommand, Long> lastSaid = new ConcurrentHashMap<>();

    /**
     * @param test whose steps they are
     */
    public ConsoleProgress(String test) {
        this(test, SILENCE);
    }

    ConsoleProgress(String test, Duration silence) {
        this.test = test;
        this.silence = silence;
    }

    @Override
    public void started(Subcommand command) {
        lastSaid.put(command, System.nanoTime());
    }

    @Override
    public void told(Subcommand command, Event event) {
        event.address().ifPresent(address -> {
            switch (event.type()) {
                case "apply_start" -> busy.add(address);
                case "apply_complete", "apply_errored" -> busy.remove(address);
                default -> {
                    // no start and no end
                }
            }
        });
        long now = System.nanoTime();
        long last = lastSaid.getOrDefault(command, now);
        if (now - last > silence.toNanos()) {
            lastSaid.put(command, now);
            LOG.info(
                    "{}: {} still runs{}",
                    test,
                    command.title(),
                    busy.isEmpty() ? "" : ", waiting for " + new TreeSet<>(busy));
        }
    }

    @Override
    public void ended(Subcommand command, int exitCode, Duration took) {
        busy.clear();
        lastSaid.remove(command);
        if (took.compareTo(silence) > 0) {
            LOG.info("{}: {} took {} s", test, command.title(), took.toSeconds());
        }
    }
}
