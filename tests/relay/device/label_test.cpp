#include "relay/device/label.h"

#include <catch2/catch.hpp>
#include <string>

using relay::device::is_attribute;
using relay::device::is_label;

TEST_CASE("a label is what people can read in one line", "[device][hostile]") {
  CHECK(is_label("lap-7"));
  CHECK(is_label("Åbo 2. Stock <b>"));
  CHECK(is_label(std::string(64, 'x')));
  std::string wide;
  for (int i = 0; i < 64; ++i) wide += "ä";
  CHECK(is_label(wide));
  CHECK_FALSE(is_label(wide + "ä"));
  CHECK_FALSE(is_label(std::string(65, 'x')));
  for (const std::string bad : {"", "a\nb", "a\x1b[2J", "\xff", "\xe2\x80\xaexe.lap"}) {
    CAPTURE(bad);
    CHECK_FALSE(is_label(bad));
  }
}

TEST_CASE("an attribute has a plain name that no certificate gives", "[device]") {
  CHECK(is_attribute("model"));
  CHECK(is_attribute("site.floor_2-a"));
  CHECK(is_attribute(std::string(64, 'x')));
  CHECK(is_attribute("certificate"));
  for (const std::string& bad :
       {std::string{}, std::string(65, 'x'), std::string{"Model"}, std::string{"a=b"},
        std::string{"certificate.ou"}, std::string{"certificate."}, std::string{"-a"}}) {
    CAPTURE(bad);
    CHECK_FALSE(is_attribute(bad));
  }
}
