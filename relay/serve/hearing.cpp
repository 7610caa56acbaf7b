#include "relay/serve/hearing.h"

#include <string>
#include <utility>

#include "relay/http/http_date.h"

namespace relay::serve {
namespace {

using Kind = ledger::Sighting::Kind;

/// Whether the client names the time inside its own copy of exactly these bytes, which it cannot
/// have from us: see File::also_valid_for.
bool says_it_has(const http::Request& request, const store::File& file) {
  const auto since = request.field("If-Modified-Since");
  return since && file.also_valid_for && http::parse_http_date(*since) == file.also_valid_for;
}

}  // namespace

std::function<void(const http::Delivery&)> hear(ledger::Queue& heard, ledger::Sighting asked,
                                                const http::Request& request,
                                                const Served* served) {
  asked.kind = Kind::Asked;
  heard.put_new(ledger::Sighting{asked});
  if (served == nullptr || !served->fresh || request.method != http::Method::Get) return {};
  return [&heard, file = std::hash<std::string>{}(request.path),
          has = says_it_has(request, *served->file),
          sighting = std::move(asked)](const http::Delivery& how) {
    const bool confirmed = how.status == 304 && has;
    if (!how.to_the_end && !confirmed) return;
    ledger::Sighting told = sighting;
    told.kind = confirmed ? Kind::Confirmed : Kind::Took;
    heard.put_new(std::move(told), file);
  };
}

}  // namespace relay::serve
