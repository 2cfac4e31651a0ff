namespace WeId.Workflows.Domain.Gebruikers;

/// <summary>An eHerkenningsmiddel: the secured account of one person. Role and status stand on its koppelingen.</summary>
public sealed class EhMiddel
{
    private EhMiddel()
    {
    }

    /// <summary>A middel as requested; it gets its means to sign in at the activation.</summary>
    public EhMiddel(Guid id, Guid persoonId, Betrouwbaarheidsniveau niveau, TweedeFactor? tweedeFactor, DateTimeOffset aangevraagdOp)
    {
        Id = id;
        PersoonId = persoonId;
        Niveau = niveau;
        TweedeFactor = tweedeFactor;
        AangevraagdOp = aangevraagdOp;
    }

    /// <summary>Identity.</summary>
    public Guid Id { get; private set; }

    /// <summary>Whose it is; one middel for one person.</summary>
    public Guid PersoonId { get; private set; }

    /// <summary>The level at which its owner can log in at most .</summary>
    public Betrouwbaarheidsniveau Niveau { get; private set; }

    /// <summary>Regulier or Belastingdienst.</summary>
    public MiddelType Type { get; private set; }

    /// <summary>SMS or OTP device; null only at legacy level EH2.</summary>
    public TweedeFactor? TweedeFactor { get; private set; }

    /// <summary>Serial number of the OTP device, once the postkamer has issued it.</summary>
    public string? OtpSerienummer { get; private set; }

    /// <summary>When it was requested.</summary>
    public DateTimeOffset AangevraagdOp { get; private set; }

    /// <summary>Its person.</summary>
    public Persoon Persoon { get; init; } = null!;

    /// <summary>Its koppelingen, ended ones too.</summary>
    public IReadOnlyList<Organisatiekoppeling> Koppelingen { get; init; } = new List<Organisatiekoppeling>();

    /// <summary>Records the device that was sent.</summary>
    /// <returns>Null, or why not.</returns>
    public Refusal? IssueOtpDevice(string serienummer)
    {
        if (TweedeFactor != Gebruikers.TweedeFactor.OtpDevice)
        {
            return new NoOtpDeviceChosen();
        }

        OtpSerienummer = serienummer;
        return null;
    }
}
