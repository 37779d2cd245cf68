package io.github.softmax4j.report;

import static j2html.TagCreator.a;
import static j2html.TagCreator.body;
import static j2html.TagCreator.footer;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.head;
import static j2html.TagCreator.header;
import static j2html.TagCreator.html;
import static j2html.TagCreator.li;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.nav;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.style;
import static j2html.TagCreator.title;
import static j2html.TagCreator.ul;

import io.github.softmax4j.model.Version;
import j2html.tags.DomContent;
import j2html.tags.specialized.HeadTag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The whole page: sections that have something to say, one style sheet, and a policy by which no browser loads or runs
 * anything else (W3C, Content Security Policy Level 3).
 */
final class Page {
    private static final String STYLE = styleSheet();

    private Page() {}

    static String of(Report report) {
        List<Part> parts = parts(report);
        DomContent links =
                ul().with(parts.stream().map(part -> li(a(part.heading()).withHref("#" + part.id()))));
        String page = html(
                        headOf(report),
                        body(
                                header(
                                        h1(Shown.text(report.title())),
                                        nav(links).attr("aria-label", "Sections")),
                                main().with(parts.stream().map(Part::content)),
                                footer(p("Made by Softmax4J " + Version.current()
                                        + ". This page loads nothing and runs no script."))))
                .attr("lang", "en")
                .render();
        return Shown.visible("<!DOCTYPE html>\n" + page + "\n");
    }

    private static HeadTag headOf(Report report) {
        return head(
                meta().attr("charset", "utf-8"),
                meta().attr("http-equiv", "Content-Security-Policy").attr("content", policy()),
                meta().attr("name", "viewport").attr("content", "width=device-width, initial-scale=1"),
                meta().attr("name", "color-scheme").attr("content", "light dark"),
                meta().attr("name", "referrer").attr("content", "no-referrer"),
                title(Shown.text(report.title())),
                style(rawHtml(STYLE)));
    }

    private static List<Part> parts(Report report) {
        return Stream.of(
                        Optional.of(SummaryPart.of(report)),
                        Optional.of(DataPart.of(report)),
                        CurvesPart.of(report),
                        SweepPart.of(report),
                        ScoresPart.of(report),
                        ConfusionPart.of(report),
                        ClassesPart.of(report),
                        Optional.of(WeightsPart.of(report)),
                        Optional.of(SettingsPart.of(report)))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Nothing from anywhere, but this style sheet, and pictures that are in the page. */
    private static String policy() {
        return "default-src 'none'; style-src 'sha256-" + hash(STYLE)
                + "'; img-src data:; base-uri 'none'; form-action 'none'";
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String styleSheet() {
        try (InputStream in = Page.class.getResourceAsStream("report.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
