package io.github.softmax4j.backend;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Tests make arrays before they call the library: the backend module must have its say before that. */
public final class StartBackend implements LauncherSessionListener {
    @Override
    public void launcherSessionOpened(LauncherSession session) {
        System.err.println("tests run on " + Backend.start());
    }
}
