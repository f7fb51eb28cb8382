package ai.fourminds.rds.local.aws.query;

import java.util.function.Consumer;

/** Writes XML elements like AWS, without attributes except the namespace. Used by one thread. */
public final class Xml {
    private final StringBuilder out = new StringBuilder(512);

    public static String document(String root, String namespace, Consumer<Xml> content) {
        Xml xml = new Xml();
        xml.out.append('<').append(root).append(" xmlns=\"").append(namespace).append("\">");
        content.accept(xml);
        xml.out.append("</").append(root).append('>');
        return xml.out.toString();
    }

    public Xml element(String name, Consumer<Xml> content) {
        out.append('<').append(name).append('>');
        content.accept(this);
        out.append("</").append(name).append('>');
        return this;
    }

    public Xml text(String name, Object value) {
        return element(name, xml -> xml.escaped(value.toString()));
    }

    private void escaped(String text) {
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\t', '\n', '\r' -> out.append("&#").append(c).append(';');
                default -> out.appendCodePoint(allowed(c) ? c : 0xFFFD);
            }
        });
    }

    /** XML 1.0 cannot represent the other control characters, not even escaped. */
    private static boolean allowed(int codePoint) {
        return codePoint >= 0x20 && !(codePoint >= 0xD800 && codePoint <= 0xDFFF) && (codePoint & 0xFFFE) != 0xFFFE;
    }
}
