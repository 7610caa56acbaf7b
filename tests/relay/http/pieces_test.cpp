#include "relay/http/pieces.h"

#include <catch2/catch.hpp>
#include <string>

#include "tests/support/temp_folder.h"

using namespace std::chrono_literals;
using relay::http::OpenFile;
using relay::http::Pieces;

namespace {

constexpr std::size_t kPiece = Pieces::kPiece;
const Pieces::Clock::time_point kThen{1h};

/// Bytes that are different in each piece.
std::string content(std::size_t size) {
  std::string bytes(size, '\0');
  for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<char>(i / 7 + i / kPiece);
  return bytes;
}

struct AFile {
  tests::TempFolder folder;
  std::string bytes;
  OpenFile file;

  explicit AFile(std::size_t size)
      : bytes{content(size)},
        file{(tests::write_file(folder / "file", bytes), *OpenFile::open(folder / "file", size))} {}
};

}  // namespace

TEST_CASE("a piece is kept when it is asked for a second time", "[http][pieces]") {
  const AFile of{2 * kPiece + 5};
  Pieces pieces;
  pieces.tidy_up(kThen);
  for (const std::size_t begin : {std::size_t{0}, kPiece, 2 * kPiece}) {
    CHECK(pieces.find(of.file, begin).empty());
    CHECK(pieces.find(of.file, begin) == std::string_view{of.bytes}.substr(begin, kPiece));
  }
  CHECK(pieces.bytes() == 3 * kPiece);
  // From the middle on, and to the very end of the file.
  CHECK(pieces.find(of.file, kPiece - 1) == std::string_view{of.bytes}.substr(kPiece - 1, 1));
  CHECK(pieces.find(of.file, 2 * kPiece + 4) == std::string_view{of.bytes}.substr(2 * kPiece + 4));
}

TEST_CASE("who reads a piece in parts asks for it once", "[http][pieces]") {
  const AFile of{kPiece};
  Pieces pieces;
  CHECK(pieces.find(of.file, 0).empty());
  for (std::size_t at = 16'384; at < kPiece; at += 16'384) CHECK(pieces.find(of.file, at).empty());
  CHECK(pieces.bytes() == 0);
  CHECK(pieces.find(of.file, 0).size() == kPiece);
}

TEST_CASE("one long read leaves nothing behind", "[http][pieces]") {
  const AFile of{9 * kPiece};
  Pieces pieces{4};
  for (std::size_t at = 0; at < of.bytes.size(); at += kPiece) {
    CHECK(pieces.find(of.file, at).empty());
  }
  CHECK(pieces.find(of.file, 0).empty());
  CHECK(pieces.bytes() == 0);
}

TEST_CASE("there is room for so many pieces and no more", "[http][pieces]") {
  const AFile of{9 * kPiece};
  Pieces pieces{4};
  for (std::size_t at = 0; at < of.bytes.size(); at += kPiece) {
    (void)pieces.find(of.file, at);
    CHECK(pieces.find(of.file, at) == std::string_view{of.bytes}.substr(at, kPiece));
  }
  CHECK(pieces.bytes() == 4 * kPiece);
  CHECK(pieces.find(of.file, 0).empty());
  CHECK_FALSE(pieces.find(of.file, 8 * kPiece).empty());
  Pieces none{0};
  CHECK(none.find(of.file, 0).empty());
  CHECK(none.find(of.file, 0).empty());
}

TEST_CASE("a piece is of one file as it was when it was opened", "[http][pieces]") {
  const AFile one{kPiece}, other{kPiece};
  Pieces pieces{1};
  (void)pieces.find(one.file, 0);
  CHECK_FALSE(pieces.find(one.file, 0).empty());
  CHECK(pieces.find(other.file, 0).empty());
  CHECK(pieces.find(other.file, 1).empty());
  CHECK_FALSE(pieces.find(one.file, 0).empty());
  // Cut short by somebody since: there is no such piece, and nothing of an old one stands for it.
  const AFile cut{2 * kPiece};
  std::filesystem::resize_file(cut.folder / "file", kPiece + 1);
  (void)pieces.find(cut.file, kPiece);
  CHECK(pieces.find(cut.file, kPiece).empty());
  CHECK(pieces.find(one.file, 0).empty());
}

TEST_CASE("what nobody asked for in a minute is given back", "[http][pieces]") {
  const AFile of{2 * kPiece};
  Pieces pieces;
  pieces.tidy_up(kThen);
  for (const std::size_t begin : {std::size_t{0}, kPiece}) {
    (void)pieces.find(of.file, begin);
    (void)pieces.find(of.file, begin);
  }
  pieces.tidy_up(kThen + 30s);
  CHECK_FALSE(pieces.find(of.file, 0).empty());
  pieces.tidy_up(kThen + 60s);
  CHECK(pieces.bytes() == 2 * kPiece);
  pieces.tidy_up(kThen + 70s);
  CHECK(pieces.bytes() == kPiece);
  CHECK_FALSE(pieces.find(of.file, 1).empty());
  CHECK(pieces.find(of.file, kPiece).empty());
}
