package io.github.softmax4j.backend;

import java.util.Optional;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Tests make arrays before they call the library: the backend module must have its say before that.
 *
 * <p>Where a GPU flavour is tested on a machine without a GPU, tests are skipped, and the reason is said once. The cpu
 * flavour has no such excuse.
 */
public final class StartBackend implements LauncherSessionListener {
    private static Optional<String> reasonToSkip = Optional.empty();

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Optional<DeviceReport> report = Backend.devices();
        reasonToSkip = report.filter(found -> !found.flavour().equals("cpu")).flatMap(DeviceReport::problem);
        if (reasonToSkip.isPresent()) {
            System.err.println("tests that compute are skipped: " + reasonToSkip.get());
        } else {
            System.err.println("tests run on " + Backend.start());
        }
    }

    static Optional<String> reasonToSkip() {
        return reasonToSkip;
    }
}
