#include "relay/admin/repeats.h"

#include <algorithm>
#include <optional>
#include <variant>

#include "relay/admin/admission.h"
#include "relay/admin/answers.h"
#include "relay/catalog/repeats.h"
#include "relay/crypto/sha256.h"

namespace relay::admin {
namespace {

constexpr std::string_view kIdempotencyKey = "Idempotency-Key";
constexpr std::size_t kShortestKey = 8;
constexpr std::size_t kLongestKey = 64;

bool is_idempotency_key(std::string_view text) {
  const auto visible = [](char c) { return c > ' ' && c <= '~'; };
  return text.size() >= kShortestKey && text.size() <= kLongestKey &&
         std::ranges::all_of(text, visible);
}

bool names_itself(const http::Request& request) {
  return std::ranges::any_of(request.fields, [](const http::Field& field) {
    return http::same_name(field.name, kIdempotencyKey);
  });
}

policy::Digest all_that_is_asked(const http::Request& request) {
  return crypto::sha256(std::to_string(static_cast<int>(request.method)) + " " + request.target +
                        "\n" + request.body);
}

http::Response in_progress() {
  auto answer = problem(409, "in-progress", "this request is being answered at this moment");
  answer.fields.push_back({"Retry-After", "1"});
  return answer;
}

/// To who asks again.
http::Response again(const catalog::Earlier& earlier, const policy::Digest& request) {
  if (earlier.request != request) {
    return problem(422, "other-request",
                   "this key has named another request: every request has a key of its own");
  }
  if (earlier.status == 0) {
    return problem(409, "unknown-outcome",
                   "this request was begun, and how it ended is not known: look at what there is "
                   "before you ask with another key");
  }
  if (!earlier.body) {
    return problem(409, "shown-once",
                   "this was done, and its answer is not kept: it is shown once");
  }
  return {.status = earlier.status,
          .fields = {{"Content-Type", "application/json"}, {"Idempotency-Replayed", "true"}},
          .body = *earlier.body};
}

/// Nothing of what is a secret, be it in a field, and nothing that is too long.
std::optional<std::string> kept_of(const http::Response& answer, const Access& access) {
  const auto sets_cookie = [](const http::Field& field) {
    return http::same_name(field.name, "Set-Cookie");
  };
  const auto* const body = std::get_if<std::string>(&answer.body);
  if (access.secret || body == nullptr || body->size() > Repeats::kLongestKept ||
      std::ranges::any_of(answer.fields, sets_cookie)) {
    return std::nullopt;
  }
  return *body;
}

/// The answer of before, or a refusal; nothing: it is begun. Who has named too much may still stop
/// something: that is made, and not remembered.
std::optional<http::Response> begin(db::Transaction& tx, const catalog::Repeat& asked,
                                    const Access& access, policy::Instant now) {
  catalog::forget_repeats(tx, now);
  if (const auto earlier = catalog::earlier_of(tx, asked)) return again(*earlier, asked.request);
  if (catalog::repeats_of(tx, asked.account) >= Repeats::kMostOfOne) {
    if (access.scope == people::Scope::Operate) return std::nullopt;
    return problem(429, "too-many-keys",
                   "you have named " + std::to_string(Repeats::kMostOfOne) +
                       " requests within a day; ask without 'Idempotency-Key'");
  }
  catalog::begin_repeat(tx, asked, now);
  return std::nullopt;
}

void end(db::Transaction& tx, const catalog::Repeat& asked, const http::Response& answer,
         const Access& access) {
  if (answer.status >= 300) return catalog::drop_repeat(tx, asked);
  catalog::end_repeat(tx, asked, answer.status, kept_of(answer, access));
}

}  // namespace

class Repeats::Turn {
 public:
  Turn(io::Guarded<std::set<Name>>& of, Name name) : of_{of}, name_{std::move(name)} {}
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  ~Turn() {
    of_.with([this](std::set<Name>& all) { all.erase(name_); });
  }

 private:
  io::Guarded<std::set<Name>>& of_;
  const Name name_;
};

std::unique_ptr<Repeats::Turn> Repeats::take(const Name& name) {
  const bool is_first =
      in_progress_.with([&](std::set<Name>& all) { return all.insert(name).second; });
  return is_first ? std::make_unique<Turn>(in_progress_, name) : nullptr;
}

http::Response Repeats::once(const Call& call, const Make& make) {
  const http::Request& request = call.request;
  const bool is_public = call.access.whom == Access::Whom::Public;
  if (is_public || !is_unsafe(request.method) || !names_itself(request)) return make();
  const auto key = request.field(kIdempotencyKey);
  if (!key || !is_idempotency_key(*key)) {
    return bad_request("bad-idempotency-key",
                       "an 'Idempotency-Key' is 8 to 64 visible characters of ASCII, once");
  }
  const catalog::Repeat asked{
      .account = person_of(call), .key = std::string{*key}, .request = all_that_is_asked(request)};
  const auto turn = take({asked.account, asked.key});
  if (!turn) return in_progress();
  auto answered =
      state_.write([&](db::Transaction& tx) { return begin(tx, asked, call.access, request.now); });
  if (answered) return *std::move(answered);
  auto answer = make();
  state_.write([&](db::Transaction& tx) { end(tx, asked, answer, call.access); });
  return answer;
}

}  // namespace relay::admin
