"""How large, slow and many things from outside may be."""

from __future__ import annotations

from dataclasses import dataclass

_MIB = 2**20


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for fetching, unpacking and checking a package.

    Attributes:
        connect_timeout: seconds until a server has to be connected, its TLS agreed on included.
        read_timeout: seconds between two pieces of an answer.
        stall_time: seconds in which at least `stall_size` bytes have to arrive.
        stall_size: see there; together 1 KiB a second, at which a package would take a day.
        retries: times that a broken connection is taken up again without at least `stall_size`
            bytes of progress.
        retry_delay: seconds before it is.
        max_download: bytes of the largest package file. Official ones have up to 300 MB.
        max_unpacked: bytes that a package may unpack to.
        max_members: files and folders that it may hold; one with Stanza's data has some thirty.
        max_ratio: how many times larger than packed a file above `ratio_free` may be. Weights
            hardly shrink; vocabularies shrink to a third.
        ratio_free: bytes below which the ratio is not looked at.
        disk_margin: bytes that have to be left free on the disk.
        check_timeout: seconds that loading a model and translating one sentence may take.
    """

    connect_timeout: float = 15.0
    read_timeout: float = 30.0
    stall_time: float = 30.0
    stall_size: int = 30 * 1024
    retries: int = 3
    retry_delay: float = 1.0
    max_download: int = 1024 * _MIB
    max_unpacked: int = 2048 * _MIB
    max_members: int = 1000
    max_ratio: int = 100
    ratio_free: int = 16 * _MIB
    disk_margin: int = 50 * _MIB
    check_timeout: float = 60.0
