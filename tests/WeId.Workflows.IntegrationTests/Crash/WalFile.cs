using System.Buffers.Binary;

namespace WeId.Workflows.IntegrationTests.Crash;

/// <summary>A write-ahead log of SQLite: 32 bytes, then frames of a header of 24 bytes and a page.</summary>
internal sealed class WalFile
{
    /// <summary>Bytes of its header.</summary>
    public const int Header = 32;

    private const int FrameHeader = 24;

    private readonly byte[] bytes;
    private readonly int pageSize;

    /// <summary>Takes over the bytes.</summary>
    public WalFile(byte[] bytes)
    {
        this.bytes = bytes;
        pageSize = (int)BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(8));
    }

    /// <summary>Number of frames.</summary>
    public int Frames => (bytes.Length - Header) / (FrameHeader + pageSize);

    /// <summary>Where a frame ends; the first is 1, and 0 is the end of the header.</summary>
    public int EndOf(int frame) => Header + (frame * (FrameHeader + pageSize));

    /// <summary>Whether a transaction ends with the frame: only those carry the size of the database.</summary>
    public bool Commits(int frame) => BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(EndOf(frame - 1) + 4)) != 0;

    /// <summary>Places inside a frame at which a write may be torn: in its header, behind it, and in its page.</summary>
    public IEnumerable<int> Inside(int frame) => [EndOf(frame - 1) + 12, EndOf(frame - 1) + FrameHeader, EndOf(frame - 1) + FrameHeader + (pageSize / 2)];

    /// <summary>Writes the first bytes of it.</summary>
    public Task WritePrefixAsync(string file, int length) => File.WriteAllBytesAsync(file, bytes[..length]);
}
