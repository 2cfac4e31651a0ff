namespace WeId.Workflows.Domain.Verzendingen;

/// <summary>Letters that go to the print supplier together. They name it in <see cref="Verzending.DrukopdrachtId"/>.</summary>
public sealed class Drukopdracht
{
    private Drukopdracht()
    {
    }

    /// <summary>A new delivery; its letters are decided with it, its files are written after that.</summary>
    /// <param name="id">Identity.</param>
    /// <param name="nummer">Such as D-2026-000012.</param>
    /// <param name="at">When.</param>
    public Drukopdracht(Guid id, string nummer, DateTimeOffset at)
    {
        ArgumentException.ThrowIfNullOrEmpty(nummer);
        Id = id;
        Nummer = nummer;
        GemaaktOp = at;
    }

    /// <summary>Identity.</summary>
    public Guid Id { get; private set; }

    /// <summary>The number by which the supplier and we speak of it: D-2026-000012.</summary>
    public string Nummer { get; private set; } = "";

    /// <summary>When its letters were decided.</summary>
    public DateTimeOffset GemaaktOp { get; private set; }

    /// <summary>What the supplier is told of it, byte for byte; holds no names. Null: not decided yet, or no letter was left.</summary>
    public byte[]? Manifest { get; private set; }

    /// <summary>When the supplier could see it; null: not yet.</summary>
    public DateTimeOffset? AfgeleverdOp { get; private set; }

    /// <summary>Changed with every write.</summary>
    public Guid Version { get; private set; }

    /// <summary>Decides what the supplier is told, once: he may have begun with it.</summary>
    /// <exception cref="InvalidOperationException">It was decided before.</exception>
    public void SetManifest(byte[] manifest)
    {
        if (Manifest is not null)
        {
            throw new InvalidOperationException($"The manifest of {Nummer} does not change any more.");
        }

        Manifest = manifest;
    }

    /// <summary>Its files lie in the folder of the supplier.</summary>
    public void MarkAfgeleverd(DateTimeOffset at) => AfgeleverdOp ??= at;
}

/// <summary>A file of the print supplier that came in, and what became of it.</summary>
public sealed class Terugmelding
{
    /// <summary>The longest name of a file.</summary>
    public const int MaxBestand = 120;

    /// <summary>The longest reference of the supplier.</summary>
    public const int MaxKenmerk = 80;

    /// <summary>The longest reason.</summary>
    public const int MaxReden = 400;

    private Terugmelding()
    {
    }

    /// <summary>A file that was read.</summary>
    /// <param name="id">Identity.</param>
    /// <param name="bestand">Its name.</param>
    /// <param name="kenmerk">The supplier's own reference of what it says; null when it was refused.</param>
    /// <param name="reden">Why it was refused, or for which letters it did not count; null when there is nothing to look at.</param>
    /// <param name="at">When.</param>
    public Terugmelding(Guid id, string bestand, string? kenmerk, string? reden, DateTimeOffset at)
    {
        Id = id;
        Bestand = bestand;
        Kenmerk = kenmerk;
        Reden = reden is { Length: > MaxReden } ? reden[..MaxReden] : reden;
        OntvangenOp = at;
    }

    /// <summary>Identity.</summary>
    public Guid Id { get; private set; }

    /// <summary>Name of the file.</summary>
    public string Bestand { get; private set; } = "";

    /// <summary>The supplier's own reference, which counts once; null when the file was refused.</summary>
    public string? Kenmerk { get; private set; }

    /// <summary>Why the file was refused or, with a <see cref="Kenmerk"/>, for which of its letters it did not count; null when there is nothing to look at.</summary>
    public string? Reden { get; private set; }

    /// <summary>When it was read.</summary>
    public DateTimeOffset OntvangenOp { get; private set; }

    /// <summary>When operations had dealt with <see cref="Reden"/>; null: not yet, or there is nothing to deal with.</summary>
    public DateTimeOffset? AfgehandeldOp { get; private set; }

    /// <summary>Operations have dealt with <see cref="Reden"/>.</summary>
    public void Settle(DateTimeOffset at) => AfgehandeldOp ??= at;
}
