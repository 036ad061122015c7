//! Query options on real operations: typed constants and text give the URLs that the service documents.
#![cfg(all(feature = "client", feature = "outlook"))]

use msgraph::models::Importance;
use msgraph::prelude::*;
use msgraph::properties::{attachment, email_address, message, recipient};
use msgraph::runtime::client::testing::Recorder;

fn graph() -> Client {
    let builder = Client::builder().transport(Recorder::new());
    builder.build().expect("the service root is a URL")
}

/// The query of a request, in the clear.
fn query(operation: &impl Operation) -> String {
    let request = operation.request().expect("all arguments are fine");
    let query = request.uri().query().unwrap_or_default();
    query
        .replace("%20", " ")
        .replace("%27", "'")
        .replace("%3D", "=")
        .replace("%3B", ";")
}

#[test]
fn constants_stand_for_names() {
    let list = graph()
        .me()
        .messages()
        .list()
        .select((message::SUBJECT, message::FROM, "internetMessageId"))
        .order_by((message::RECEIVED_DATE_TIME.desc(), message::SUBJECT))
        .expand(
            message::ATTACHMENTS
                .nested()
                .select((attachment::ID, attachment::NAME)),
        )
        .top(10);
    assert_eq!(
        query(&list),
        "$select=subject,from,internetMessageId&$orderby=receivedDateTime desc,subject\
         &$expand=attachments($select=id,name)&$top=10"
    );
}

#[test]
fn filters_follow_the_types() {
    let sender = message::FROM
        .then(recipient::EMAIL_ADDRESS)
        .then(email_address::ADDRESS);
    let filter = message::IS_READ
        .eq(false)
        .and(
            message::IMPORTANCE
                .eq(Importance::High)
                .or(sender.eq("o'neil@contoso.com")),
        )
        .and(message::CATEGORIES.any(|it| it.eq("Red")));
    let list = graph().me().messages().list().filter(filter);
    assert_eq!(
        query(&list),
        "$filter=isRead eq false and (importance eq 'high' or from/emailAddress/address eq 'o''neil@contoso.com') \
         and categories/any(x:x eq 'Red')"
    );
    let raw = graph()
        .me()
        .messages()
        .list()
        .filter("isRead eq false")
        .filter("isDraft eq true");
    assert_eq!(query(&raw), "$filter=isDraft eq true");
}

#[test]
fn lists_can_be_streamed() {
    let stream = graph().me().messages().list().stream();
    assert_eq!((stream.total(), stream.in_memory()), (None, 0));
}
