#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

/// The head of an HTTP/1.x answer, read line by line, more strictly than HTTP libraries do:
/// whatever leaves room for two opinions about where the body ends is refused.
namespace relay::net {

/// Content-Range of a 206: "bytes 0-95/262144", or "/*" for a total that the vendor does not tell.
struct ContentRange {
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  std::optional<std::uint64_t> total{};
};

struct AnswerHead {
  int status = 0;
  std::string phrase{};  ///< "Not Found"; the vendor's own words, printable and short.
  std::optional<std::uint64_t> length{};
  bool chunked = false;
  std::optional<ContentRange> content_range{};
  std::string content_encoding{};
  std::string etag{};  ///< As it was spelt; empty when there is none or it is malformed.
  std::string last_modified{};
  std::string media_type{};
  std::string location{};
  std::string retry_after{};

  /// Names exactly these bytes (RFC 9110, 8.8.1): fit to resume by.
  bool has_strong_etag() const { return etag.starts_with('"'); }
};

class HeadReader {
 public:
  /// One line with its line end; an empty one ends the head. Returns what is wrong with it.
  std::optional<std::string> add(std::string_view line);

  /// The final head is here: all interim answers (1xx) are behind us.
  bool complete() const { return complete_; }
  const AnswerHead& head() const { return head_; }

 private:
  std::optional<std::string> add_status(std::string_view line);
  std::optional<std::string> add_field(std::string_view line);
  std::optional<std::string> finish();
  std::optional<std::string> read_framing();
  std::string field(const char* name) const;

  AnswerHead head_;
  std::map<std::string, std::string> fields_;  ///< Names in lower case.
  std::size_t bytes_ = 0;
  unsigned interims_ = 0;
  bool complete_ = false;
};

}  // namespace relay::net
