import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Checks a repository of what is published: POMs that any tool can read, licences in every jar, jars of sources and
 * Javadoc.
 *
 * <p>Usage: java CheckBundle.java REPOSITORY ROOT, where ROOT has LICENSE and NOTICE.
 */
final class CheckBundle {
    private static final List<String> PLATFORMS =
            List.of("linux-x86_64", "linux-arm64", "macosx-x86_64", "macosx-arm64", "windows-x86_64");
    private static final List<String> JARS =
            List.of("core", "formats", "report", "export", "serve", "backend-cpu", "backend-cuda");

    private final XPath xpath = XPathFactory.newInstance().newXPath();
    private final List<String> problems = new ArrayList<>();
    private final Set<String> moduleNames = new TreeSet<>();
    private final Path root;

    private CheckBundle(Path root) {
        this.root = root;
    }

    public static void main(String[] args) throws Exception {
        Path group = Path.of(args[0], "io", "github", "softmax4j");
        var check = new CheckBundle(Path.of(args[1]));
        Set<String> expected = expected();
        Set<String> found = new TreeSet<>();
        for (Path artifact : list(group)) {
            found.add(artifact.getFileName().toString());
            check.artifact(artifact, expected);
        }
        check.require(found.equals(expected), "the bundle has " + found + " instead of " + expected);
        check.problems.forEach(System.err::println);
        if (!check.problems.isEmpty()) {
            System.exit(1);
        }
        System.out.println("bundle: " + found.size() + " artifacts are as they should be");
    }

    private static Set<String> expected() {
        var names = new TreeSet<String>(List.of("bom", "backend-cpu-platform", "backend-cuda-platform"));
        names.addAll(JARS);
        PLATFORMS.forEach(platform -> names.add("backend-cpu-" + platform));
        names.addAll(List.of("backend-cuda-linux-x86_64", "backend-cuda-windows-x86_64"));
        var artifacts = new TreeSet<String>();
        names.forEach(name -> artifacts.add("softmax4j-" + name));
        return artifacts;
    }

    private void artifact(Path artifact, Set<String> expected) throws Exception {
        List<Path> files = new ArrayList<>();
        for (Path version : list(artifact)) {
            if (Files.isDirectory(version)) {
                files.addAll(list(version));
            }
        }
        List<Path> poms = files.stream().filter(file -> file.toString().endsWith(".pom")).toList();
        String name = artifact.getFileName().toString();
        if (!require(poms.size() == 1, name + " has " + poms.size() + " POMs instead of 1")) {
            return;
        }
        pom(name, poms.get(0), expected);
        String stem = poms.get(0).toString().replaceFirst("\\.pom$", "");
        boolean isCode = JARS.contains(name.replaceFirst("^softmax4j-", ""));
        List<String> suffixes = new ArrayList<>();
        if (!name.endsWith("-bom")) {
            suffixes.add(".jar");
        }
        if (isCode) {
            suffixes.addAll(List.of("-sources.jar", "-javadoc.jar"));
        }
        for (String suffix : suffixes) {
            require(Files.exists(Path.of(stem + suffix)), name + " has no " + suffix);
        }
        for (Path file : files) {
            if (file.toString().endsWith(".jar")) {
                jar(file, file.toString().equals(stem + ".jar") && isCode);
            }
        }
    }

    /**
     * No parent, profile or property; versions, classifiers and scopes written out; and what Maven Central asks for.
     */
    private void pom(String name, Path file, Set<String> expected) throws Exception {
        Document pom = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        require(!Files.readString(file).contains("${"), name + ": the POM has a property that is not resolved");
        for (String element : List.of("parent", "profiles", "properties", "build", "repositories", "modules")) {
            require(nodes(pom, "/project/" + element).getLength() == 0, name + ": the POM has <" + element + ">");
        }
        for (String element :
                List.of("name", "description", "url", "licenses/license", "developers/developer", "scm/url")) {
            require(nodes(pom, "/project/" + element).getLength() == 1, name + ": the POM has no <" + element + ">");
        }
        NodeList dependencies = nodes(pom, "/project/dependencies/dependency");
        for (int i = 0; i < dependencies.getLength(); i++) {
            dependency(name, dependencies.item(i), expected);
        }
        NodeList managed = nodes(pom, "/project/dependencyManagement/dependencies/dependency/artifactId");
        require(
                managed.getLength() == (name.endsWith("-bom") ? expected.size() - 1 : 0),
                name + ": the POM manages " + managed.getLength() + " dependencies");
        boolean isSmall = Stream.of("-core", "-formats", "-report").anyMatch(name::endsWith);
        boolean isAlone = name.endsWith("-serve");
        int atLeast = name.endsWith("-bom") || isAlone ? 0 : name.endsWith("-export") ? 1 : isSmall ? 2 : 3;
        require(
                dependencies.getLength() >= atLeast && !(isAlone && dependencies.getLength() > 0),
                name + ": the POM has " + dependencies.getLength() + " dependencies");
    }

    private void dependency(String name, Node dependency, Set<String> expected) throws Exception {
        String artifact = text(dependency, "artifactId");
        String what = name + " -> " + artifact + ": ";
        require(!text(dependency, "version").isEmpty(), what + "no version");
        require(Set.of("", "compile", "runtime").contains(text(dependency, "scope")), what + "scope is not for users");
        require(
                !artifact.startsWith("softmax4j-") || expected.contains(artifact),
                what + "is not in what is published");
        String classifier = text(dependency, "classifier");
        boolean isNatives = PLATFORMS.stream().anyMatch(name::endsWith);
        require(
                classifier.isEmpty()
                        || isNatives && classifier.startsWith(name.replaceFirst("softmax4j-backend-cp?u(da)?-", "")),
                what + "natives of " + classifier);
    }

    private void jar(Path file, boolean isModule) throws IOException {
        try (var jar = new JarFile(file.toFile())) {
            for (String licence : List.of("LICENSE", "NOTICE")) {
                var entry = jar.getEntry("META-INF/" + licence);
                require(
                        entry != null
                                && Arrays.equals(
                                        jar.getInputStream(entry).readAllBytes(),
                                        Files.readAllBytes(root.resolve(licence))),
                        file.getFileName() + " lacks " + licence);
            }
            String module = jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name");
            require(
                    !isModule || module != null && module.startsWith("io.github.softmax4j.") && moduleNames.add(module),
                    file.getFileName() + ": the name of the module is " + module);
        }
    }

    private NodeList nodes(Node node, String path) throws Exception {
        return (NodeList) xpath.evaluate(path, node, XPathConstants.NODESET);
    }

    private String text(Node node, String path) throws Exception {
        return xpath.evaluate(path, node);
    }

    private boolean require(boolean holds, String problem) {
        if (!holds) {
            problems.add("bundle: " + problem);
        }
        return holds;
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
