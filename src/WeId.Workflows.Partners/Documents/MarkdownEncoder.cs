using System.Text.Encodings.Web;

namespace WeId.Workflows.Partners.Documents;

/// <summary>Puts a backslash before every ASCII punctuation mark, so that no value becomes markup.</summary>
/// <remarks>Line ends and runs of spaces are taken out before, by <see cref="TemplateValues"/>: no backslash would disarm those.</remarks>
internal sealed unsafe class MarkdownEncoder : TextEncoder
{
    public override int MaxOutputCharactersPerInputCharacter => 2;

    public override int FindFirstCharacterToEncode(char* text, int textLength)
    {
        for (var i = 0; i < textLength; i++)
        {
            // A surrogate stops the fast path; the base class then looks at the whole character.
            if (WillEncode(text[i]) || char.IsSurrogate(text[i]))
            {
                return i;
            }
        }

        return -1;
    }

    public override bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        if (bufferLength < 2)
        {
            numberOfCharactersWritten = 0;
            return false;
        }

        buffer[0] = '\\';
        buffer[1] = (char)unicodeScalar;
        numberOfCharactersWritten = 2;
        return true;
    }

    public override bool WillEncode(int unicodeScalar) => unicodeScalar < 128 && (char.IsPunctuation((char)unicodeScalar) || char.IsSymbol((char)unicodeScalar));
}

/// <summary>Leaves values as they are: for subjects and text messages, which have no markup.</summary>
internal sealed unsafe class PlainEncoder : TextEncoder
{
    public override int MaxOutputCharactersPerInputCharacter => 1;

    public override int FindFirstCharacterToEncode(char* text, int textLength) => -1;

    public override bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        numberOfCharactersWritten = 0;
        return false;
    }

    public override bool WillEncode(int unicodeScalar) => false;
}
