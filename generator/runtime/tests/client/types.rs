//! What may cross threads, and what is cheap to copy.

use docwright_runtime::client::reply::{Accepted, Content};
use docwright_runtime::client::testing::Recorder;
use docwright_runtime::client::{
    Body, Builder, Call, Client, Error, Head, Path, Reference, Response, Retry, Token,
    TokenProvider, Transport,
};

fn crosses_threads<T: Send + Sync + 'static>() -> usize {
    size_of::<T>()
}

#[test]
fn everything_is_send_and_sync() {
    let client = crosses_threads::<Client>();
    for _ in [
        crosses_threads::<Accepted>(),
        crosses_threads::<Body>(),
        crosses_threads::<Builder>(),
        crosses_threads::<Call>(),
        crosses_threads::<Content>(),
        crosses_threads::<Error>(),
        crosses_threads::<Head>(),
        crosses_threads::<Path>(),
        crosses_threads::<Recorder>(),
        crosses_threads::<Reference>(),
        crosses_threads::<Response>(),
        crosses_threads::<Retry>(),
        crosses_threads::<Token>(),
        crosses_threads::<Box<dyn TokenProvider>>(),
        crosses_threads::<Box<dyn Transport>>(),
    ] {}
    assert_eq!(client, size_of::<usize>(), "a client is one pointer");
    assert_eq!(
        crosses_threads::<Error>(),
        size_of::<usize>(),
        "so is an error"
    );
}

#[test]
fn futures_are_send() {
    fn check<T: Send>(_: &T) {}
    let recorder = Recorder::new();
    let client: Client = Client::builder("https://a.example")
        .transport(recorder)
        .build()
        .unwrap();
    check(&client.path("/me").client().clone());
    check(&Call::new(client.root(), &crate::GET).send());
    check(&crate::read(Call::new(client.root(), &crate::GET)));
}
