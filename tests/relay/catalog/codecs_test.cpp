#include "relay/catalog/codecs.h"

#include <catch2/catch.hpp>

#include "tests/relay/catalog/catalog.h"

using namespace relay;
using db::Cell;
using db::Codec;
using tests::day;
using tests::failure_of;

namespace {

template <class T>
void comes_back(const T& value) {
  CHECK(Codec<T>::from(Codec<T>::to(value)) == value);
}

}  // namespace

TEST_CASE("every noun comes back from its column as it went in", "[catalog][codec]") {
  comes_back(day(3));
  comes_back(tests::digest('e'));
  comes_back(tests::feed());
  comes_back(tests::group("office"));
  comes_back(policy::Sequence{7});
  comes_back(tests::version("daily 27500, main 62"));
  using policy::ContentClass, policy::Evidence, policy::Standing, policy::Opening, catalog::ActKind;
  for (auto one : {ContentClass::Software, ContentClass::Intelligence, ContentClass::Configuration})
    comes_back(one);
  for (auto one : {Evidence::VendorSigned, Evidence::LegacySigned, Evidence::HashChained,
                   Evidence::TransportOnly})
    comes_back(one);
  for (auto one : {Standing::Good, Standing::Suspect, Standing::Quarantined, Standing::Recalled})
    comes_back(one);
  for (auto one :
       {Opening::How::Adopted, Opening::How::Rules, Opening::How::Bypass, Opening::How::Advanced})
    comes_back(one);
  for (auto one : {ActKind::Hold, ActKind::Pin, ActKind::Block, ActKind::Floor}) comes_back(one);
  using Acknowledged = policy::Halt::Acknowledged::How;
  for (auto one : {Acknowledged::Resume, Acknowledged::Block}) comes_back(one);
  comes_back(policy::BasisPoints{1});
  comes_back(policy::Skips{}.with(policy::Skippable::Soak).with(policy::Skippable::Ramp));
  for (const std::uint64_t place : {std::uint64_t{0}, ~std::uint64_t{0}, std::uint64_t{1} << 63}) {
    CHECK(Codec<policy::Place>::from(Codec<policy::Place>::to({place})).value == place);
  }
  CHECK(Codec<policy::Instant>::to(day(0)) == Cell{std::int64_t{1'767'225'600}});
  CHECK(Codec<policy::Evidence>::to(policy::Evidence::LegacySigned) == Cell{"legacy-signed"});
}

TEST_CASE("nonsense in a column is a failure that says what was expected", "[catalog][codec]") {
  const Cell nonsense{std::string{"Nonsense!"}};
  CHECK(failure_of([&] { Codec<policy::Digest>::from(nonsense); }) ==
        "expected 64 hexadecimal digits, found 'Nonsense!'");
  CHECK(failure_of([&] { Codec<policy::FeedId>::from(nonsense); }) ==
        "expected 1 to 64 of a-z 0-9 - _ . beginning with a letter or digit, found 'Nonsense!'");
  CHECK(failure_of([&] { Codec<policy::VersionText>::from(Cell{std::string{}}); }) ==
        "expected a version, found ''");
  CHECK(failure_of([&] { Codec<policy::Instant>::from(nonsense); }) ==
        "expected a whole number, found 'Nonsense!'");
  CHECK(failure_of([&] { Codec<policy::Sequence>::from(Cell{std::int64_t{-1}}); }) ==
        "the number -1 does not fit");
  CHECK(failure_of([&] { Codec<policy::ContentClass>::from(nonsense); }) ==
        "expected a content class, found 'Nonsense!'");
  CHECK(failure_of([&] { Codec<policy::Evidence>::from(nonsense); }) ==
        "expected a level of evidence, found 'Nonsense!'");
  CHECK(failure_of([&] { Codec<policy::Standing>::from(nonsense); }) ==
        "expected a standing, found 'Nonsense!'");
  CHECK(failure_of([&] { Codec<policy::Opening::How>::from(nonsense); }) ==
        "expected how it was opened, found 'Nonsense!'");
  CHECK(failure_of([&] { Codec<catalog::ActKind>::from(nonsense); }) ==
        "expected a kind of act, found 'Nonsense!'");
}
