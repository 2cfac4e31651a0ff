namespace WeId.Workflows.Domain.Documenten;

/// <summary>What a letter or mail says, free of how it is written: one source for PDF, HTML and text.</summary>
public sealed record Document
{
    /// <summary>Subject; title of the PDF. Holds no secret.</summary>
    public required string Title { get; init; }

    /// <summary><c>nl</c> or <c>en</c>.</summary>
    public required string Language { get; init; }

    /// <summary>Whose paper it is; null: plain.</summary>
    public Letterhead? Letterhead { get; init; }

    /// <summary>The content from top to bottom.</summary>
    public required IReadOnlyList<Block> Blocks { get; init; }

    /// <summary>Whether it holds a code, and so may not be kept once it has left.</summary>
    public bool HoldsCode => Blocks.Any(b => b is Block.Code);

    /// <summary>The same document with dots for every code, at equal length.</summary>
    public Document Redact() => this with
    {
        Blocks = [.. Blocks.Select(b => b is Block.Code code ? new Block.Code(new string('•', code.Value.Length)) : b)],
    };
}

/// <summary>Head and foot of the supplier's paper.</summary>
/// <param name="Name">Name of the supplier, beside its mark.</param>
/// <param name="SenderLines">Address and ways to reach it, one line each.</param>
/// <param name="Color">Colour of the mark and of headings, <c>#rrggbb</c>.</param>
public sealed record Letterhead(string Name, IReadOnlyList<string> SenderLines, string Color);

/// <summary>A part of a document that stands on its own.</summary>
public abstract record Block
{
    private Block()
    {
    }

    /// <summary>A heading.</summary>
    /// <param name="Level">1 to 3.</param>
    /// <param name="Content">Its text.</param>
    public sealed record Heading(int Level, IReadOnlyList<Inline> Content) : Block;

    /// <summary>A paragraph of running text.</summary>
    public sealed record Paragraph(IReadOnlyList<Inline> Content) : Block;

    /// <summary>A list.</summary>
    /// <param name="Items">One or more blocks each.</param>
    /// <param name="Ordered">Numbered from 1 instead of bullets.</param>
    public sealed record BulletList(IReadOnlyList<IReadOnlyList<Block>> Items, bool Ordered = false) : Block;

    /// <summary>A table; every row has as many cells as the header.</summary>
    public sealed record Table(IReadOnlyList<IReadOnlyList<Inline>> Header, IReadOnlyList<IReadOnlyList<IReadOnlyList<Inline>>> Rows) : Block
    {
        /// <summary>Numbers of the columns that end at the right, from 0: amounts.</summary>
        public IReadOnlyList<int> RightAligned { get; init; } = [];

        /// <summary>Nothing stands in the header: the first cell of each row says what the rest of it is.</summary>
        public bool HasRowHeaders => Header.All(cell => cell.Count == 0);
    }

    /// <summary>A thin line.</summary>
    public sealed record Rule : Block;

    /// <summary>The receiver, placed so that it shows in the window of a C5/6 envelope. Letters only.</summary>
    public sealed record AddressWindow(IReadOnlyList<string> Lines) : Block;

    /// <summary>A code to type over: large and monospaced.</summary>
    public sealed record Code(string Value) : Block;

    /// <summary>A number that a scanner reads (Code 128), with the number below it. Letters only.</summary>
    /// <param name="Value">Printable ASCII.</param>
    public sealed record Barcode(string Value) : Block;

    /// <summary>An address that a telephone reads (QR), for who would have to type it over. Letters only.</summary>
    /// <param name="Target">The address; holds no secret.</param>
    /// <param name="Alt">What it is, for who does not see it.</param>
    public sealed record QrCode(string Target, string Alt) : Block;

    /// <summary>A picture. Letters only.</summary>
    /// <param name="Jpeg">The file.</param>
    /// <param name="Breedte">How wide it is shown, in millimetres; its height follows.</param>
    /// <param name="Alt">What it shows, for who does not see it.</param>
    public sealed record Afbeelding(byte[] Jpeg, double Breedte, string Alt) : Block;

    /// <summary>Room for a signature. Letters only.</summary>
    /// <param name="Naam">Who signs.</param>
    /// <param name="Velden">What is written by hand, one line each; the last one has room for the signature itself.</param>
    public sealed record Handtekening(string Naam, IReadOnlyList<string> Velden) : Block;

    /// <summary>A question of a form on paper, with room for the answer: boxes to tick, or else lines to write on.</summary>
    /// <param name="Lines">How many lines; none when there are options.</param>
    /// <param name="Options">What stands beside the boxes.</param>
    public sealed record Answer(string Question, int Lines, IReadOnlyList<string> Options) : Block;

    /// <summary>White space, in millimetres.</summary>
    public sealed record Spacer(double Millimetres) : Block;
}

/// <summary>A part of a line.</summary>
public abstract record Inline
{
    private Inline()
    {
    }

    /// <summary>Plain text.</summary>
    public sealed record Text(string Value) : Inline;

    /// <summary>Text that must not be missed.</summary>
    public sealed record Strong(IReadOnlyList<Inline> Content) : Inline;

    /// <summary>Stressed text.</summary>
    public sealed record Emphasis(IReadOnlyList<Inline> Content) : Inline;

    /// <summary>A link to an https, http or mailto address.</summary>
    public sealed record Link(string Target, IReadOnlyList<Inline> Content) : Inline;

    /// <summary>A new line within the paragraph.</summary>
    public sealed record LineBreak : Inline;
}

/// <summary>The supplier's own paper.</summary>
public interface IBriefpapier
{
    /// <summary>Its head.</summary>
    Letterhead Letterhead { get; }

    /// <summary>Where its post goes: name and address, one line each.</summary>
    IReadOnlyList<string> Postadres { get; }
}

/// <summary>Makes the file of a document.</summary>
public interface IDocumentRenderer
{
    /// <summary>The document as PDF; the same bytes for the same document.</summary>
    /// <exception cref="DocumentException">It cannot be written, for instance because the fonts lack a character.</exception>
    byte[] Render(Document document);
}

/// <summary>Makes a PDF that is handed out instead of sent, such as a contract.</summary>
public interface IPdfMaker
{
    /// <summary>The letter of a template with these data, addressed to the supplier himself: folded it goes back in a window envelope.</summary>
    /// <param name="gegevens">The data; they tell the template.</param>
    /// <param name="taal"><c>nl</c> or <c>en</c>.</param>
    /// <param name="op">The date that stands on it.</param>
    /// <exception cref="DocumentException">There is no such template, or it cannot be written with these data.</exception>
    byte[] Make(Verzendingen.TemplateGegevens gegevens, string taal, DateTimeOffset op);
}

/// <summary>What of an address shows in the window of the envelope.</summary>
public interface IAdresvenster
{
    /// <summary>Why these lines do not show as a whole; null when they do.</summary>
    /// <param name="naam">Name of the receiver.</param>
    /// <param name="adres">As in <see cref="Verzendingen.Verzending.Adres"/>.</param>
    Refusal? Check(string naam, string adres);
}

/// <summary>Puts letters that were made up into one file, to be printed at once.</summary>
public interface IBriefBundel
{
    /// <summary>Whether a letter can go into such a file: it is one of <see cref="IDocumentRenderer"/>.</summary>
    bool CanTake(byte[] brief);

    /// <summary>The letters one after the other, each as it is and beginning on a page of its own.</summary>
    /// <param name="title">Title of the file; holds no secret.</param>
    /// <param name="brieven">Files of <see cref="IDocumentRenderer"/>; at least one.</param>
    /// <exception cref="DocumentException">One of them is no such file.</exception>
    byte[] Make(string title, IReadOnlyList<byte[]> brieven);
}

/// <summary>A document, or the template that it comes from, cannot be written as it is. Trying again is of no use.</summary>
public sealed class DocumentException(string message, Exception? inner = null) : Exception(message, inner);
