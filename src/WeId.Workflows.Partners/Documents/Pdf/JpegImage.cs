using System.Buffers.Binary;
using WeId.Workflows.Domain.Documenten;

namespace WeId.Workflows.Partners.Documents.Pdf;

/// <summary>What a PDF has to know of a JPEG that it takes over as it is. Source: ITU T.81, annex B.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Components">1: grey, 3: colour.</param>
internal sealed record JpegImage(byte[] Content, int Width, int Height, int Components)
{
    private const int FrameHeader = 8;

    /// <summary>Reads the header.</summary>
    /// <exception cref="DocumentException">It is no JPEG of eight bits in grey or colour.</exception>
    public static JpegImage Read(byte[] content)
    {
        // After the start come segments: a marker, a length that counts itself, and what it says.
        for (var at = 2; content is [0xFF, 0xD8, ..] && at + 4 <= content.Length && content[at] == 0xFF; at += 2 + Length(content, at))
        {
            if (IsFrame(content[at + 1]))
            {
                return Length(content, at) >= FrameHeader && at + 2 + FrameHeader <= content.Length
                    && new JpegImage(content, Number(content, at + 7), Number(content, at + 5), content[at + 9]) is { Width: > 0, Height: > 0, Components: 1 or 3 } image
                    && content[at + 4] == 8
                    ? image
                    : throw Refused();
            }
        }

        throw Refused();
    }

    // SOF0 to SOF2: baseline, extended and progressive; the others no reader of PDF knows.
    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xC2;

    private static int Length(byte[] content, int at) => Number(content, at + 2);

    private static int Number(byte[] content, int at) => BinaryPrimitives.ReadUInt16BigEndian(content.AsSpan(at));

    private static DocumentException Refused() => new("A picture is no JPEG of eight bits in grey or colour.");
}
