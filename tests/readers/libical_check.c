/* Reads one calendar from standard input with libical and says what its strictest check finds wrong. */
#include <libical/ical.h>
#include <stdio.h>

static char *read_line(char *to, size_t size, void *from) { return fgets(to, (int)size, from); }

static int say_errors(icalcomponent *component) {
    int errors = 0;
    for (icalproperty *p = icalcomponent_get_first_property(component, ICAL_XLICERROR_PROPERTY); p;
         p = icalcomponent_get_next_property(component, ICAL_XLICERROR_PROPERTY), errors++)
        printf("%s\n", icalproperty_get_xlicerror(p));
    for (icalcomponent *c = icalcomponent_get_first_component(component, ICAL_ANY_COMPONENT); c;
         c = icalcomponent_get_next_component(component, ICAL_ANY_COMPONENT))
        errors += say_errors(c);
    return errors;
}

/* Without METHOD libical asks almost nothing of an event; PUBLISH makes it ask for UID, DTSTAMP, DTSTART, SUMMARY, at most
   one of most others, and an ORGANIZER, which we give it. */
static void pretend_to_publish(icalcomponent *calendar) {
    icalcomponent_add_property(calendar, icalproperty_new_method(ICAL_METHOD_PUBLISH));
    for (icalcomponent *c = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT); c;
         c = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT))
        icalcomponent_add_property(c, icalproperty_new_organizer("mailto:nobody@chats.example"));
}

int main(void) {
    icalparser *parser = icalparser_new();
    icalparser_set_gen_data(parser, stdin);
    icalcomponent *calendar = icalparser_parse(parser, read_line);
    if (!calendar) return puts("no calendar"), 1;
    pretend_to_publish(calendar);
    int is_valid = icalrestriction_check(calendar); /* first: it writes its findings into the components */
    int errors = say_errors(calendar);
    if (!is_valid && !errors) puts("icalrestriction_check failed");
    return !is_valid || errors;
}
