#include "relay/feed/files/manifest.h"

#include <catch2/catch.hpp>

using relay::feed::files::BadManifest;
using relay::feed::files::parse_manifest;

namespace {

const std::string kHash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

std::string line(const std::string& name, const std::string& size = "7") {
  return name + "," + kHash + "," + size + "\n";
}

}  // namespace

TEST_CASE("a manifest lists names with digests and sizes", "[feed][files][manifest]") {
  const auto manifest = parse_manifest(line("b/web rules.yar", "9483") + line("a", "0"));
  REQUIRE(manifest);
  REQUIRE(manifest->files.size() == 2);
  CHECK(manifest->files[0].name == "b/web rules.yar");
  CHECK(manifest->files[0].digest.hex() == kHash);
  CHECK(manifest->files[0].size == 9483);
  CHECK(manifest->files[1].size == 0);
}

TEST_CASE("a line that is not name and digest and size is refused with its number",
          "[feed][files][manifest]") {
  struct Case {
    std::string second;
    std::string what;
  };
  const auto one = GENERATE_COPY(values<Case>({
      {"\n", "expected name,sha256,size, found ''"},
      {"# made today\n", "expected name,sha256,size, found '# made today'"},
      {"b," + kHash + "\n", "expected name,sha256,size, found 'b," + kHash + "'"},
      {"b,c," + kHash + ",7\n", "expected name,sha256,size, found 'b,c," + kHash + ",7'"},
      {"b,9f86,7\n", "expected 64 hexadecimal digits, found '9f86'"},
      {"b, " + kHash + ",7\n", "expected 64 hexadecimal digits, found ' " + kHash + "'"},
      {line("b", ""), "expected a size in bytes of at most 1 TiB, found ''"},
      {line("b", "7\r"), "expected a size in bytes of at most 1 TiB, found '7?'"},
      {line("b", "-7"), "expected a size in bytes of at most 1 TiB, found '-7'"},
      {line("b", "+7"), "expected a size in bytes of at most 1 TiB, found '+7'"},
      {line("b", "07"), "expected a size in bytes of at most 1 TiB, found '07'"},
      {line("b", "1099511627777"),
       "expected a size in bytes of at most 1 TiB, found '1099511627777'"},
      {line(""), "'' is not a name that can be served"},
      {line("../b"), "'../b' is not a name that can be served"},
      {line("/b"), "'/b' is not a name that can be served"},
      {line("b\x1b[31m"), "'b?[31m' is not a name that can be served"},
      {line("a"), "'a' is listed twice"},
      {line("PULP_MANIFEST"), "the manifest lists itself"},
  }));
  const auto manifest = parse_manifest(line("a") + one.second);
  REQUIRE_FALSE(manifest);
  CHECK(manifest.error() == BadManifest{2, one.what});
}

TEST_CASE("a manifest that is empty or cut off is refused", "[feed][files][manifest]") {
  CHECK(parse_manifest("").error() == BadManifest{0, "it lists no file"});
  const std::string whole = line("a") + line("b");
  CHECK(parse_manifest(whole));
  for (std::size_t size = 1; size < whole.size(); ++size) {
    CAPTURE(size);
    const bool at_a_line_end = whole[size - 1] == '\n';
    CHECK(parse_manifest(whole.substr(0, size)).has_value() == at_a_line_end);
  }
}

TEST_CASE("a file may be a tebibyte", "[feed][files][manifest]") {
  CHECK(parse_manifest(line("a", "1099511627776")));
}

TEST_CASE("a manifest has a limit of lines", "[feed][files][manifest]") {
  std::string text;
  for (std::size_t i = 0; i < relay::feed::files::kMostFiles; ++i) text += line(std::to_string(i));
  CHECK(parse_manifest(text));
  text += line("one too many");
  CHECK(parse_manifest(text).error() == BadManifest{0, "it lists more than 100000 files"});
}

TEST_CASE("a manifest has a limit of bytes", "[feed][files][manifest]") {
  std::string text(relay::feed::files::kLargestManifest, 'x');
  text.back() = '\n';
  CHECK(parse_manifest(text).error().line == 1);
  text.insert(0, "x");
  CHECK(parse_manifest(text).error() == BadManifest{0, "it is larger than 16 MiB"});
}

TEST_CASE("a hostile line is not repeated at full length", "[feed][files][manifest]") {
  const auto manifest = parse_manifest(std::string(5000, 'x') + "\n");
  REQUIRE_FALSE(manifest);
  CHECK(manifest.error().what ==
        "expected name,sha256,size, found '" + std::string(80, 'x') + "…'");
}
