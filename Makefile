# Builds and installs the C library.
#
#   make              both libraries, into target/archive
#   make static       libcitygate.a
#   make shared       libcitygate.so
#   make install      headers, libraries, pkg-config file, CMake package; builds the libraries if they are not there
#   make uninstall    removes what install installed
#   make manual       the headers as web pages, into target/manual (needs doxygen)
#   make firmware     proves the library on microcontrollers, in emulators: docs/microcontrollers.md
#
# Needs cargo, a C compiler and Python 3, which makes one object of what cargo builds: packaging/archive.py.
#
# PREFIX says where it is to live, DESTDIR where to put it meanwhile (for packages). What is installed may be
# moved as a whole: the pkg-config file and the CMake package find the rest from where they are.

CARGO ?= cargo
CARGO_TARGET_DIR ?= target
PREFIX ?= /usr/local
INCLUDEDIR ?= $(PREFIX)/include
LIBDIR ?= $(PREFIX)/lib

VERSION := $(shell sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml)
# The major version of the C ABI, the upper half of CITYGATE_ABI_VERSION, is the version in the SONAME.
SONAME := libcitygate.so.$(shell awk '/define CITYGATE_ABI_VERSION/ { print int($$3 / 65536) }' include/citygate/core.h)

STATIC := $(CARGO_TARGET_DIR)/archive/libcitygate.a
SHARED := $(CARGO_TARGET_DIR)/archive/libcitygate.so
RUSTC := $(CARGO) rustc --locked --target-dir "$(CARGO_TARGET_DIR)" --profile archive --lib --features panic-handler
PYTHON ?= python3

HEADERS := citygate.h citygate_platform.h $(patsubst include/%,%,$(wildcard include/citygate/*.h))
INCLUDES := $(DESTDIR)$(INCLUDEDIR)
LIBRARIES := $(DESTDIR)$(LIBDIR)
PKGCONFIG := $(LIBDIR)/pkgconfig
CMAKE := $(LIBDIR)/cmake/citygate
CMAKE_FILES := citygate-config.cmake citygate-config-version.cmake

# The path to $2 as seen from $1.
from = $(shell realpath -m --relative-to="$1" "$2")
# Fills in packaging/$1.in; $2 is the directory that it is installed in.
fill = sed -e 's|@VERSION@|$(VERSION)|' -e 's|@SONAME@|$(SONAME)|' \
	-e 's|@PREFIX_FROM_HERE@|$(call from,$2,$(PREFIX))|' \
	-e 's|@INCLUDEDIR@|$(call from,$(PREFIX),$(INCLUDEDIR))|' \
	-e 's|@LIBDIR@|$(call from,$(PREFIX),$(LIBDIR))|' 'packaging/$1.in' > "$(DESTDIR)$2/$1"

.PHONY: all static shared install uninstall manual firmware

all: static shared

static $(STATIC):
	$(PYTHON) packaging/archive.py --cargo "$(CARGO)" --target-dir "$(CARGO_TARGET_DIR)" "$(STATIC)"

# No undefined symbol is allowed: a path to a panic would end the link here.
shared $(SHARED):
	$(RUSTC) --crate-type cdylib -- -C link-arg=-Wl,-soname,$(SONAME) -C link-arg=-Wl,-z,defs -C link-arg=-lc

install: $(STATIC) $(SHARED)
	install -d "$(INCLUDES)/citygate" "$(LIBRARIES)" "$(DESTDIR)$(PKGCONFIG)" "$(DESTDIR)$(CMAKE)"
	for header in $(HEADERS); do install -m 644 "include/$$header" "$(INCLUDES)/$$header"; done
	install -m 644 "$(STATIC)" "$(LIBRARIES)"
	install -m 755 "$(SHARED)" "$(LIBRARIES)/libcitygate.so.$(VERSION)"
	ln -sf libcitygate.so.$(VERSION) "$(LIBRARIES)/$(SONAME)"
	ln -sf $(SONAME) "$(LIBRARIES)/libcitygate.so"
	$(call fill,citygate.pc,$(PKGCONFIG))
	$(call fill,citygate-config.cmake,$(CMAKE))
	$(call fill,citygate-config-version.cmake,$(CMAKE))

uninstall:
	for header in $(HEADERS); do rm -f "$(INCLUDES)/$$header"; done
	if [ -d "$(INCLUDES)/citygate" ]; then rmdir "$(INCLUDES)/citygate"; fi
	for file in libcitygate.a libcitygate.so $(SONAME) libcitygate.so.$(VERSION); do rm -f "$(LIBRARIES)/$$file"; done
	rm -f "$(DESTDIR)$(PKGCONFIG)/citygate.pc"
	for file in $(CMAKE_FILES); do rm -f "$(DESTDIR)$(CMAKE)/$$file"; done
	if [ -d "$(DESTDIR)$(CMAKE)" ]; then rmdir "$(DESTDIR)$(CMAKE)"; fi

manual:
	mkdir -p target/manual
	doxygen packaging/Doxyfile

firmware:
	firmware/check
