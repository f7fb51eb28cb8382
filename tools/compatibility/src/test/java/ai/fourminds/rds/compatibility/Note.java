package ai.fourminds.rds.compatibility;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.LocalDate;

/** What Hibernate stores. Mutable, as Hibernate asks for. */
@Entity(name = "notes")
class Note {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    long id;

    String text;
    LocalDate written;

    Note() {}

    Note(String text, LocalDate written) {
        this.text = text;
        this.written = written;
    }
}
