namespace WeId.Workflows.Domain.Aanvragen;

/// <summary>Looks into an upload before anything else does, and makes a harmless copy of it.</summary>
public interface IBijlageInspector
{
    /// <summary>Decides by content, not by name alone. Never throws on what is in the file.</summary>
    /// <param name="bestandsnaam">As given by the browser; only its extension counts.</param>
    /// <param name="content">All bytes.</param>
    /// <param name="ct">Stops between two steps.</param>
    BijlageInspectie Inspect(string bestandsnaam, ReadOnlyMemory<byte> content, CancellationToken ct = default);
}

/// <summary>What the inspection found: a copy to keep, or why not.</summary>
public abstract record BijlageInspectie
{
    private BijlageInspectie()
    {
    }

    /// <summary>May be kept.</summary>
    /// <param name="ContentType"><c>application/pdf</c>, <c>image/jpeg</c> or <c>image/png</c>; a TIFF of several pages becomes a PDF.</param>
    /// <param name="Pages">Pages of a PDF or TIFF, else 1.</param>
    /// <param name="Content">What to keep instead of the upload: images are written anew, without metadata.</param>
    public sealed record Geaccepteerd(string ContentType, int Pages, byte[] Content) : BijlageInspectie;

    /// <summary>May not be kept.</summary>
    public sealed record Geweigerd(BijlageGeweigerd Reden) : BijlageInspectie;
}

/// <summary>An upload was refused.</summary>
/// <param name="Waarom">Why.</param>
public sealed record BijlageGeweigerd(BijlageWeigering Waarom) : Refusal;

/// <summary>Why an upload is refused.</summary>
public enum BijlageWeigering
{
    /// <summary>The file is empty.</summary>
    Leeg,

    /// <summary>More than <see cref="Bijlage.MaxBytes"/> (R-099).</summary>
    TeGroot,

    /// <summary>Its extension is none of <see cref="Bijlage.Extensions"/> (R-098).</summary>
    OnbekendType,

    /// <summary>It begins otherwise than a file with that extension does .</summary>
    InhoudPastNietBijType,

    /// <summary>It is damaged.</summary>
    Onleesbaar,

    /// <summary>A PDF that asks for a password or is encrypted otherwise.</summary>
    Versleuteld,

    /// <summary>A PDF with scripts, actions or files inside.</summary>
    ActieveInhoud,

    /// <summary>More than ten pages.</summary>
    TeVeelPaginas,

    /// <summary>An image of more than 50 million pixels, or so much packed data that unpacking is unsafe.</summary>
    TeVeelPixels,
}
