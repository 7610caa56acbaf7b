#include "relay/http/head_rules.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "relay/http/authority.h"
#include "relay/http/tokens.h"

namespace relay::http {
namespace {

using Wrong = std::optional<Refusal>;

enum class Version { Http10, Http11 };

/// What the fields said, before it is judged as a whole.
struct Said {
  Head head{};
  std::size_t fields = 0;  ///< Of head.fields, from the beginning.
  Version version = Version::Http11;
  std::optional<std::string_view> authority{};  ///< Of an absolute-form.
  std::optional<std::string_view> host{};
  std::optional<std::uint64_t> length{};
  bool transfer_encoding = false;
  bool close = false;
  bool keep_alive = false;
};

Refusal bad(std::string sentence) {
  return Refusal{400, std::move(sentence)};
}

Wrong read_method(std::string_view word, Said& said) {
  static constexpr std::array kMethods{std::pair{std::string_view{"GET"}, Method::Get},
                                       std::pair{std::string_view{"HEAD"}, Method::Head},
                                       std::pair{std::string_view{"POST"}, Method::Post},
                                       std::pair{std::string_view{"PUT"}, Method::Put},
                                       std::pair{std::string_view{"DELETE"}, Method::Delete}};
  if (!is_token(word)) return bad("the request line does not begin with a method");
  const auto* const found =
      std::ranges::find(kMethods, word, &std::pair<std::string_view, Method>::first);
  if (found == kMethods.end()) return Refusal{501, "no door has this method"};
  said.head.method = found->second;
  return std::nullopt;
}

Wrong read_version(std::string_view word, Said& said) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  if (word.size() != 8 || !word.starts_with("HTTP/") || !digit(word[5]) || word[6] != '.' ||
      !digit(word[7])) {
    return bad("the request line does not end with a version");
  }
  if (word != "HTTP/1.0" && word != "HTTP/1.1")
    return Refusal{505, "the version is neither 1.0 nor 1.1"};
  said.version = word == "HTTP/1.0" ? Version::Http10 : Version::Http11;
  return std::nullopt;
}

/// RFC 9112, 3.2.1 and 3.2.2. What a target may consist of is read_target()'s to say.
Wrong read_target_form(std::string_view target, Said& said) {
  if (target.starts_with('/')) {
    said.head.target = target;
    return std::nullopt;
  }
  const std::string_view scheme = target.substr(0, target.find("://"));
  if (scheme.size() == target.size() ||
      !(same_name(scheme, "http") || same_name(scheme, "https"))) {
    return bad("the target is neither a path nor an http URL");
  }
  target.remove_prefix(scheme.size() + 3);
  const std::string_view authority = target.substr(0, target.find_first_of("/?#"));
  target.remove_prefix(authority.size());
  said.authority = authority;
  said.head.target = target.starts_with('/') ? std::string{target} : '/' + std::string{target};
  return std::nullopt;
}

Wrong read_request_line(std::string_view line, Said& said) {
  const std::size_t first = line.find(' '), last = line.rfind(' ');
  if (first == last) return bad("the request line is not a method, a target and a version");
  const std::string_view target = line.substr(first + 1, last - first - 1);
  if (target.empty() ||
      !std::ranges::all_of(target, [](char c) { return c > ' ' && c <= '~' && c != '#'; })) {
    return bad("the target is not one word of visible ASCII without a fragment");
  }
  if (auto wrong = read_method(line.substr(0, first), said)) return wrong;
  if (auto wrong = read_version(line.substr(last + 1), said)) return wrong;
  return read_target_form(target, said);
}

/// RFC 9112, 6.3: a list of equal lengths may be taken as one; we do not take it.
Wrong read_length(std::string_view value, Said& said) {
  if (said.length) return bad("there are two Content-Length fields");
  std::uint64_t length = 0;
  const char* const end = value.data() + value.size();
  const auto [rest, error] = std::from_chars(value.data(), end, length);
  if (value.empty() || value.front() == '-' || rest != end || error != std::errc{}) {
    return bad("Content-Length is not one whole number");
  }
  said.length = length;
  return std::nullopt;
}

Wrong read_expectation(std::string_view value, Said& said) {
  if (!same_name(value, "100-continue"))
    return Refusal{417, "an expectation other than 100-continue"};
  said.head.expects_continue = true;
  return std::nullopt;
}

Wrong read_connection(std::string_view value, Said& said) {
  for (const std::string_view option : list_of(value)) {
    if (!is_token(option)) return bad("an option of Connection is not a token");
    said.close = said.close || same_name(option, "close");
    said.keep_alive = said.keep_alive || same_name(option, "keep-alive");
  }
  return std::nullopt;
}

Wrong take_meaning(std::string_view name, std::string_view value, Said& said) {
  if (same_name(name, "Host")) {
    if (said.host) return bad("there are two Host fields");
    said.host = value;
  } else if (same_name(name, "Content-Length")) {
    return read_length(value, said);
  } else if (same_name(name, "Transfer-Encoding")) {
    said.transfer_encoding = true;
  } else if (same_name(name, "Expect")) {
    return read_expectation(value, said);
  } else if (same_name(name, "Connection")) {
    return read_connection(value, said);
  }
  return std::nullopt;
}

Wrong read_field(std::string_view line, Said& said) {
  const std::size_t colon = line.find(':');
  if (line.starts_with(' ') || line.starts_with('\t'))
    return bad("a field is folded over two lines");
  if (colon == std::string_view::npos) return bad("a field has no colon");
  if (!is_token(line.substr(0, colon))) return bad("a field's name is not a token");
  const std::string_view value = trimmed(line.substr(colon + 1));
  if (!is_field_value(value)) return bad("a field's value contains a control character");
  if (said.fields == said.head.fields.size()) said.head.fields.emplace_back();
  Field& field = said.head.fields[said.fields++];
  field.name = line.substr(0, colon);
  field.value = value;
  return take_meaning(field.name, value, said);
}

/// RFC 9112, 3.2: an absolute-form's authority counts, and Host has to say the same.
Wrong settle_host(Said& said) {
  if (!said.host && said.version == Version::Http11) return bad("HTTP/1.1 without Host");
  if (said.authority && said.host && !same_name(*said.authority, *said.host)) {
    return bad("the target and Host name different hosts");
  }
  const auto& spoken = said.authority ? said.authority : said.host;
  if (!spoken) return std::nullopt;
  auto host = host_of(*spoken);
  if (!host) return bad("Host is not a name or address, with at most a port");
  said.head.host = std::move(*host);
  return std::nullopt;
}

Wrong settle_framing(Said& said) {
  if (said.transfer_encoding && (said.length || said.version == Version::Http10)) {
    return bad("Transfer-Encoding beside Content-Length, or in HTTP/1.0");
  }
  if (said.transfer_encoding) return Refusal{501, "no Transfer-Encoding is accepted"};
  said.head.body = said.length.value_or(0);
  return std::nullopt;
}

void settle_connection(Said& said) {
  const bool modern = said.version == Version::Http11;
  said.head.keep_alive = !said.close && (modern || said.keep_alive);
  said.head.chunks = modern;
  // RFC 9110, 10.1.1: an HTTP/1.0 client does not wait for 100.
  said.head.expects_continue = said.head.expects_continue && modern;
}

/// The next line without its end; `rest` is what follows.
std::optional<std::string_view> take_line(std::string_view& rest) {
  const std::size_t end = rest.find("\r\n");
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end + 2);
  return line;
}

Wrong read_lines(std::string_view rest, Said& said) {
  const auto first = take_line(rest);
  if (!first) return bad("the head has no line");
  if (auto wrong = read_request_line(*first, said)) return wrong;
  for (;;) {
    const auto line = take_line(rest);
    if (!line) return bad("the head does not end with an empty line");
    if (line->empty()) return std::nullopt;
    if (auto wrong = read_field(*line, said)) return wrong;
  }
}

}  // namespace

policy::Result<Head, Refusal> read_head(std::string_view head, std::vector<Field> room) {
  Said said;
  said.head.fields = std::move(room);
  said.head.fields.reserve(8);
  if (auto wrong = read_lines(head, said)) return policy::Refused{std::move(*wrong)};
  if (auto wrong = settle_host(said)) return policy::Refused{std::move(*wrong)};
  if (auto wrong = settle_framing(said)) return policy::Refused{std::move(*wrong)};
  settle_connection(said);
  said.head.fields.resize(said.fields);
  return std::move(said.head);
}

}  // namespace relay::http
