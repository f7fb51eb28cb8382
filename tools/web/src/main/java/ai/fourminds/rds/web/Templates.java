package ai.fourminds.rds.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Renders the pages' precompiled templates, which escape every value for its context. Thread-safe. */
final class Templates {
    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(null, ContentType.Html, Templates.class.getClassLoader());
    private final String formSecret;

    Templates(String formSecret) {
        this.formSecret = formSecret;
    }

    void render(Context request, String name, Map<String, Object> values) {
        request.html(text(name, values));
    }

    /** Renders a page, or a part of one. */
    String text(String name, Map<String, Object> values) {
        Map<String, Object> all = new HashMap<>(values);
        StringOutput out = new StringOutput();
        if (engine.getParamInfo(name + ".jte").containsKey("csrf")) {
            all.put("csrf", formSecret);
        }
        engine.render(name + ".jte", all, out);
        return out.toString();
    }

    /**
     * Returns the parts of a page between its empty {@code template} elements. No value can contain one, because all are
     * escaped.
     */
    List<String> parts(String name, Map<String, Object> values) {
        return List.of(text(name, values).split("<template></template>"));
    }

    /** Sends a part of a page at once, before the rest is rendered. */
    static void send(Context request, String part) {
        try {
            OutputStream out =
                    request.contentType("text/html; charset=utf-8").res().getOutputStream();
            out.write(part.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException browserGone) {
            throw new UncheckedIOException(browserGone);
        }
    }
}
