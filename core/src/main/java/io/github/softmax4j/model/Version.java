package io.github.softmax4j.model;

/**
 * The version of this library, as the jar's manifest has it.
 *
 * <p>For example:
 *
 * <pre>{@code
 * String madeBy = model.training().version();
 * boolean isOfThisVersion = madeBy.equals(Version.current());
 * }</pre>
 */
public final class Version {
    private Version() {}

    /**
     * The version.
     *
     * @return such as 1.2.0; "development" where classes are run outside a jar
     */
    public static String current() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
