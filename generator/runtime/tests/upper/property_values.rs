//! The value of an object at a property: plain, in a box, in a list, of a derived type, along a path.

use docwright_runtime::odata::Property;
use docwright_runtime::{Additional, Field, json};

#[derive(Clone, Default)]
struct Address {
    street: Field<String>,
    additional: Additional,
}

docwright_runtime::record! { Address "sample.address", derived = false, secrets = [], 0 street "street" }

#[derive(Clone, Default)]
struct Owner {
    name: Field<String>,
    home: Field<Box<Address>>,
    additional: Additional,
}

docwright_runtime::record! { Owner "sample.owner", derived = false, secrets = [], 0 name "name", 1 home "home" }

#[derive(Clone, Default)]
struct Tenant {
    name: Field<String>,
    floor: Field<i32>,
    home: Field<Box<Address>>,
    additional: Additional,
}

docwright_runtime::record! { Tenant "sample.tenant", derived = true, secrets = [], 0 name "name", 1 floor "floor", 2 home "home" }

#[derive(Clone)]
#[non_exhaustive]
enum AnyOwner {
    Owner(Box<Owner>),
    Tenant(Box<Tenant>),
}

docwright_runtime::any! { AnyOwner, 0 0 Owner(Owner) "sample.owner", 1 0 Tenant(Tenant) "sample.tenant" }

#[derive(Clone, Default)]
struct House {
    owner: Field<AnyOwner>,
    former: Field<Vec<AnyOwner>>,
    additional: Additional,
}

docwright_runtime::record! { House "sample.house", derived = false, secrets = [], 0 owner "owner", 1 former "former" }

const OWNER: Property<House, AnyOwner> = Property::new("owner");
const FORMER: Property<House, Vec<AnyOwner>> = Property::new("former");
const NAME: Property<Owner, String> = Property::new("name");
const HOME: Property<Owner, Address> = Property::new("home");
const STREET: Property<Address, String> = Property::new("street");

fn house() -> House {
    let tenant = r##"{"@odata.type": "#sample.tenant", "name": "Ann", "floor": 2, "home": {"street": "Main"}}"##;
    json::from_str(&format!(r#"{{"owner": {tenant}, "former": [{tenant}]}}"#)).unwrap()
}

#[test]
fn derived_types_have_what_their_base_has() {
    let house = house();
    let owner = OWNER.get(&house).unwrap();
    assert!(matches!(owner, AnyOwner::Tenant(_)));
    assert_eq!(NAME.get(owner).unwrap(), "Ann");
    assert_eq!(HOME.get(owner).unwrap().street, "Main".into());
    assert_eq!(FORMER.get(&house).map(Vec::len), Some(1));
}

#[test]
fn paths_lead_through_objects_only() {
    let house = house();
    let street = OWNER.then(HOME).then(STREET);
    assert_eq!(street.get(&house).unwrap(), "Main");
    assert_eq!(FORMER.then(NAME).get(&house), None, "a list");
    assert_eq!(OWNER.then(NAME).to_lower().get(&house), None, "a function");
    assert_eq!(street.get(&House::default()), None, "nothing there");
}

#[test]
fn what_is_not_of_the_type_is_none() {
    let owner: Owner = json::from_str(r#"{"name": 5, "home": null}"#).unwrap();
    assert_eq!(NAME.get(&owner), None);
    assert_eq!(HOME.get(&owner), None);
    assert_eq!(Property::<Owner, i32>::new("name").get(&owner), None);
    assert_eq!(Property::<Owner, i32>::new("nothing").get(&owner), None);
}
