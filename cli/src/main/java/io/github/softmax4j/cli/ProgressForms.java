package io.github.softmax4j.cli;

import io.github.softmax4j.cli.ProgressOptions.Form;

/** Makes progress of the form that is wanted; apart from the options, so that no other command loads its classes. */
final class ProgressForms {
    /** The script that starts the program knows whether standard error is a terminal; Java does not. */
    private static final String TERMINAL = "softmax4j.terminal";

    private ProgressForms() {}

    static Progress of(Form form, boolean isQuiet) {
        boolean isBar = Boolean.getBoolean(TERMINAL) && !Logs.isVerbose(); // what is logged would break it
        Form automatic = isQuiet ? Form.NONE : isBar ? Form.BAR : Form.LINES;
        return switch (form == Form.AUTO ? automatic : form) {
            case BAR -> new BarProgress();
            case JSON -> new JsonProgress(System::nanoTime);
            case NONE -> new SilentProgress();
            default -> new LineProgress(System::nanoTime);
        };
    }
}
