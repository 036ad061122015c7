//! The constants for properties: typed by what they are of and by what they hold.
#![cfg(all(feature = "client", feature = "cloud-communications"))]

use msgraph::models;
use msgraph::properties::{call, participant};
use msgraph::runtime::odata::Property;

#[test]
fn a_constant_knows_its_name_its_type_and_its_values() {
    let subject: Property<models::Call, String> = call::SUBJECT;
    assert_eq!(subject.as_str(), "subject");
    let filter = subject.starts_with("O'Neil").and(call::TENANT_ID.eq("1"));
    assert_eq!(
        filter.as_str(),
        "startswith(subject,'O''Neil') and tenantId eq '1'"
    );
}

#[test]
fn inherited_properties_are_among_them() {
    let id: Property<models::Participant, String> = participant::ID;
    assert_eq!(id.as_str(), "id");
}
