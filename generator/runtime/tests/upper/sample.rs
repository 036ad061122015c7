//! A small API by hand: what a generated crate would hold.

use docwright_runtime::client::{
    Call, Client, Info, Method, Operation, Path, Token, TokenProvider, reply,
};
use docwright_runtime::odata::Property;
use docwright_runtime::{Additional, Field, UnknownValue};
use wiremock::MockServer;

#[derive(Clone, Default)]
pub(crate) struct Person {
    pub(crate) id: Field<String>,
    pub(crate) name: Field<String>,
    pub(crate) additional: Additional,
}

docwright_runtime::record! { Person "sample.person", derived = false, secrets = [], 0 id "id", 1 name "name" }

#[derive(Clone)]
#[non_exhaustive]
pub(crate) enum Importance {
    Low,
    High,
    Unknown(UnknownValue),
}

docwright_runtime::open_enum! { Importance, 0 Low "low", 1 High "high" }

pub(crate) mod person {
    use super::{Person, Property};

    pub(crate) const ID: Property<Person, String> = Property::new("id");
    pub(crate) const NAME: Property<Person, String> = Property::new("name");
    pub(crate) const FRIENDS: Property<Person, Vec<Person>> = Property::new("friends");
}

/// An operation as the generator would write it.
macro_rules! operation {
    ($name:ident, $method:ident, $reply:ty) => {
        #[derive(Debug)]
        pub(crate) struct $name(Call);

        impl Operation for $name {
            type Reply = $reply;

            const INFO: &'static Info = &Info {
                id: stringify!($name),
                ..Info::undocumented(Method::$method)
            };

            fn from_call(call: Call) -> Self {
                Self(call)
            }

            fn into_call(self) -> Call {
                self.0
            }

            fn as_call(&self) -> &Call {
                &self.0
            }
        }

        impl $name {
            pub(crate) fn at(path: Path) -> Self {
                Self(Call::new(path, Self::INFO))
            }
        }
    };
}

operation!(ListPeople, Get, reply::Paged<Person>);
operation!(FindPeople, Post, reply::Paged<Person>);
operation!(PeopleChanges, Get, reply::Delta<Person>);
operation!(GetPerson, Get, reply::Json<Person>);
operation!(CreatePerson, Post, reply::Json<Person>);
operation!(DeletePerson, Delete, reply::Nothing);
operation!(GetPicture, Get, reply::Download);
operation!(SetPicture, Put, reply::Nothing);
operation!(CountPeople, Get, reply::Count);
operation!(CopyPerson, Post, reply::Started);

impl CreatePerson {
    pub(crate) fn with(path: Path, person: &Person) -> Self {
        Self(Self::at(path).0.json(person))
    }
}

/// A client of a server on loopback that does not wait for long between tries.
pub(crate) fn client(server: &MockServer) -> Client {
    client_with(server, Token::new("secret-token"))
}

pub(crate) fn client_with(server: &MockServer, token: impl TokenProvider + 'static) -> Client {
    Client::builder(&format!("{}/v1.0", server.uri()))
        .token(token)
        .build()
        .expect("a URL of loopback is a service root")
}

/// A header of a request that a server got; empty if it is not there.
pub(crate) fn header<'a>(request: &'a wiremock::Request, name: &str) -> &'a str {
    let value = request.headers.get(name);
    value
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

/// Path and query of what a server got, in order.
pub(crate) async fn places(server: &MockServer) -> Vec<String> {
    let requests = server.received_requests().await.unwrap_or_default();
    let place = |request: &wiremock::Request| {
        let query = request.url.query().map(|query| format!("?{query}"));
        format!("{}{}", request.url.path(), query.unwrap_or_default())
    };
    requests.iter().map(place).collect()
}

/// An operation at a place, where its type alone tells which.
pub(crate) fn operation_at<O: Operation>(path: Path) -> O {
    O::from_call(Call::new(path, O::INFO))
}
