package ai.fourminds.rds.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import java.util.HashMap;
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
}
