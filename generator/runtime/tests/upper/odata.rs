//! Typed query options: each expression beside the text it must give.

use docwright_runtime::jiff::civil::{Date, Time};
use docwright_runtime::jiff::{Span, Timestamp};
use docwright_runtime::odata::{Filter, NamesList, Null, Property, phrase};
use docwright_runtime::serde_json::{Value, json};
use docwright_runtime::{Bytes, Decimal, Flags, Guid};

use crate::sample::{Importance, Person, person};

struct Mail;

const SUBJECT: Property<Mail, String> = Property::new("subject");
const PREVIEW: Property<Mail, String> = Property::new("preview");
const IS_READ: Property<Mail, bool> = Property::new("isRead");
const SIZE: Property<Mail, i64> = Property::new("size");
const SCORE: Property<Mail, f64> = Property::new("score");
const PRICE: Property<Mail, Decimal> = Property::new("price");
const RECEIVED: Property<Mail, Timestamp> = Property::new("received");
const DAY: Property<Mail, Date> = Property::new("day");
const CLOCK: Property<Mail, Time> = Property::new("clock");
const LENGTH: Property<Mail, Span> = Property::new("length");
const APP: Property<Mail, Guid> = Property::new("appId");
const HASH: Property<Mail, Bytes> = Property::new("hash");
const IMPORTANCE: Property<Mail, Importance> = Property::new("importance");
const MARKS: Property<Mail, Flags<Importance>> = Property::new("marks");
const EXTRA: Property<Mail, Value> = Property::new("extra");
const TAGS: Property<Mail, Vec<String>> = Property::new("tags");
const FROM: Property<Mail, Person> = Property::new("from");
const TO: Property<Mail, Vec<Person>> = Property::new("to");

#[track_caller]
fn gives(filter: impl Into<Filter<Mail>>, text: &str) {
    assert_eq!(filter.into().as_str(), text);
}

#[track_caller]
fn lists(names: &dyn docwright_runtime::odata::PropertyNames, text: &str) {
    assert_eq!(NamesList::new(names).as_str(), text);
}

#[test]
fn literals_are_spelt_by_type() {
    gives(SUBJECT.eq("plain"), "subject eq 'plain'");
    gives(
        SUBJECT.eq(String::from("it's 'so'")),
        "subject eq 'it''s ''so'''",
    );
    gives(SUBJECT.ne(""), "subject ne ''");
    gives(
        SUBJECT.eq("') or true or ('"),
        "subject eq ''') or true or ('''",
    );
    gives(
        SUBJECT.eq("naïve 🦀 %20 & # +"),
        "subject eq 'naïve 🦀 %20 & # +'",
    );
    gives(SUBJECT.eq(Null), "subject eq null");
    gives(IS_READ.eq(true), "isRead eq true");
    gives(SIZE.gt(5), "size gt 5");
    gives(SIZE.le(i64::MIN), "size le -9223372036854775808");
    gives(SCORE.ge(0.5), "score ge 0.5");
    gives(SCORE.lt(1e300), "score lt 1e300");
    gives(SCORE.ne(f64::NEG_INFINITY), "score ne -INF");
    gives(SCORE.ne(f64::NAN), "score ne NaN");
    gives(PRICE.eq(3), "price eq 3");
    let instant: Timestamp = "2024-02-29T23:59:59.5+01:00".parse().unwrap();
    gives(RECEIVED.ge(instant), "received ge 2024-02-29T22:59:59.5Z");
    gives(DAY.eq(Date::constant(2024, 2, 29)), "day eq 2024-02-29");
    gives(CLOCK.eq(Time::constant(8, 5, 0, 0)), "clock eq 08:05:00");
    gives(
        LENGTH.gt(Span::new().minutes(90)),
        "length gt duration'PT90M'",
    );
    let guid: Guid = "6BA7B810-9DAD-11D1-80B4-00C04FD430C8".parse().unwrap();
    gives(
        APP.eq(guid),
        "appId eq 6ba7b810-9dad-11d1-80b4-00c04fd430c8",
    );
    gives(
        HASH.eq(Bytes::from(vec![0xfb, 0xff])),
        "hash eq binary'-_8'",
    );
    gives(IMPORTANCE.eq(Importance::High), "importance eq 'high'");
    gives(
        IMPORTANCE.eq(Importance::from("o'clock")),
        "importance eq 'o''clock'",
    );
    gives(MARKS.has(Importance::Low), "marks has 'low'");
    gives(EXTRA.eq(json!("a'b")), "extra eq 'a''b'");
    gives(EXTRA.eq(json!(1.5)), "extra eq 1.5");
    gives(EXTRA.eq("text"), "extra eq 'text'");
    gives(SUBJECT.eq(PREVIEW), "subject eq preview");
}

#[test]
fn operators_get_the_parentheses_they_need() {
    let (a, b, c) = (IS_READ.eq(true), SIZE.gt(1), SUBJECT.contains("x"));
    gives(
        a.clone().and(b.clone()).or(c.clone()),
        "isRead eq true and size gt 1 or contains(subject,'x')",
    );
    gives(
        a.clone().or(b.clone()).and(c.clone()),
        "(isRead eq true or size gt 1) and contains(subject,'x')",
    );
    gives(
        a.clone().and(b.clone().or(c.clone())),
        "isRead eq true and (size gt 1 or contains(subject,'x'))",
    );
    gives(
        a.clone() & b.clone() | c.clone(),
        "isRead eq true and size gt 1 or contains(subject,'x')",
    );
    gives(!a.clone(), "not (isRead eq true)");
    gives(!c.clone(), "not contains(subject,'x')");
    gives(!!c.clone(), "not (not contains(subject,'x'))");
    gives(
        !(a.clone() | b.clone()),
        "not (isRead eq true or size gt 1)",
    );
    gives(!a.clone() & b.clone(), "not (isRead eq true) and size gt 1");
    gives(
        a.clone().and("size lt 3 or size gt 9"),
        "isRead eq true and (size lt 3 or size gt 9)",
    );
    gives(a.clone().and(""), "isRead eq true");
    gives(Filter::from("").or(b), "size gt 1");
    gives(!Filter::<Mail>::from(" "), "");
    gives("anything at all", "anything at all");
}

#[test]
fn lists_functions_and_paths() {
    gives(SUBJECT.in_(["a", "b'c"]), "subject in ('a','b''c')");
    gives(SIZE.in_([1, 2, 3]), "size in (1,2,3)");
    gives(SUBJECT.in_(Vec::<String>::new()), "false");
    gives(!SUBJECT.in_(["a"]), "not (subject in ('a'))");
    gives(SUBJECT.starts_with("Re:"), "startswith(subject,'Re:')");
    gives(SUBJECT.ends_with(PREVIEW), "endswith(subject,preview)");
    gives(SUBJECT.to_lower().eq("x"), "tolower(subject) eq 'x'");
    gives(
        SUBJECT.to_upper().length().gt(3),
        "length(toupper(subject)) gt 3",
    );
    gives(
        SUBJECT.is_null() | SUBJECT.is_not_null(),
        "subject eq null or subject ne null",
    );
    gives(FROM.then(person::NAME).eq("Ann"), "from/name eq 'Ann'");
    gives(TO.count().eq(0), "to/$count eq 0");
    gives(TO.is_not_empty(), "to/any()");
    gives(!TO.is_not_empty(), "not to/any()");
}

#[test]
fn lambdas_name_their_variables_apart() {
    gives(TAGS.any(|it| it.eq("red")), "tags/any(x:x eq 'red')");
    gives(
        TAGS.all(|it| it.starts_with("r")),
        "tags/all(x:startswith(x,'r'))",
    );
    gives(
        TO.any(|it| it.then(person::NAME).eq("Ann").or(IS_READ.eq(true))),
        "to/any(x:x/name eq 'Ann' or isRead eq true)",
    );
    gives(
        TO.any(|it| {
            it.clone()
                .then(person::FRIENDS)
                .any(|friend| friend.then(person::NAME).eq(it.then(person::NAME)))
        }),
        "to/any(y:y/friends/any(x:x/name eq y/name))",
    );
    // Built outside, then put inside: still two names.
    let inner = TAGS.any(|it| it.eq("red"));
    gives(
        TO.any(|it| it.then(person::NAME).eq("Ann").and(inner)),
        "to/any(y:y/name eq 'Ann' and tags/any(x:x eq 'red'))",
    );
    gives(
        TAGS.any(|it| it.eq("x:x")) & TAGS.any(|it| it.eq("y")),
        "tags/any(x:x eq 'x:x') and tags/any(x:x eq 'y')",
    );
    gives(!TAGS.any(|it| it.eq("red")), "not tags/any(x:x eq 'red')");
}

#[test]
fn names_come_in_many_forms() {
    lists(&SUBJECT, "subject");
    lists(&(SUBJECT, IS_READ, "other"), "subject,isRead,other");
    lists(&[SUBJECT, PREVIEW], "subject,preview");
    lists(&["a", "b, c"], "a,b, c");
    lists(&vec![String::from("a"), String::new()], "a");
    lists(&FROM.then(person::NAME), "from/name");
    lists(
        &(RECEIVED.desc(), SUBJECT, PREVIEW.asc()),
        "received desc,subject,preview asc",
    );
    lists(&Vec::<String>::new(), "");
}

#[test]
fn expansions_have_options() {
    let nested = TO
        .nested()
        .select((person::ID, person::NAME))
        .filter(person::NAME.starts_with("A;)"))
        .order_by(person::NAME.desc())
        .expand(person::FRIENDS.nested().select(person::ID))
        .top(5)
        .skip(1)
        .count();
    lists(
        &(FROM, nested),
        "from,to($select=id,name;$filter=startswith(name,'A;)');$orderby=name desc;$expand=friends($select=id);$top=5;$skip=1;$count=true)",
    );
    lists(&FROM.nested().option("$levels", "max"), "from($levels=max)");
    lists(&FROM.nested().select(Vec::<String>::new()), "from");
}

#[derive(Clone)]
#[non_exhaustive]
pub(crate) enum AnyPerson {
    Person(Box<Person>),
}

docwright_runtime::any! { AnyPerson, 0 0 Person(Person) "sample.person" }

#[test]
fn derived_types_have_the_properties_of_their_base() {
    const MEMBERS: Property<Mail, Vec<AnyPerson>> = Property::new("members");
    // A cast is a property too.
    const AS_PERSON: Property<Mail, Person> = Property::new("sample.person");
    gives(
        MEMBERS.any(|it| it.then(person::NAME).eq("Ann")),
        "members/any(x:x/name eq 'Ann')",
    );
    lists(
        &(
            MEMBERS.nested().select(person::ID),
            AS_PERSON.then(person::NAME),
        ),
        "members($select=id),sample.person/name",
    );
}

#[test]
fn phrases_are_quoted() {
    assert_eq!(phrase("from:ann \"x\" \\"), r#""from:ann \"x\" \\""#);
}
