using WeId.Workflows.Domain.Organisaties;

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

    /// <summary>The aanvraag that changes it and is not decided yet; null when there is none .</summary>
    public Guid? MutatieAanvraagId { get; private set; }

    /// <summary>
    /// The company whose one Belastingdienstmiddel this is, or will be when its mutatie is approved; null otherwise. The database
    /// holds each number once.
    /// </summary>
    public KvkNummer? BelastingdienstKvk { get; private set; }

    /// <summary>Its person.</summary>
    public Persoon Persoon { get; init; } = null!;

    /// <summary>Its koppelingen, ended ones too.</summary>
    public IReadOnlyList<Organisatiekoppeling> Koppelingen { get; init; } = new List<Organisatiekoppeling>();

    /// <summary>Locks it for other mutaties until <see cref="EndMutatie"/> (R-137, A-17).</summary>
    public Refusal? BeginMutatie(Guid aanvraagId)
    {
        if (MutatieAanvraagId is not null && MutatieAanvraagId != aanvraagId)
        {
            return new MutatieInBehandeling();
        }

        MutatieAanvraagId = aanvraagId;
        return null;
    }

    /// <summary>The mutatie was processed, rejected or withdrawn; does nothing when another one holds the lock.</summary>
    public void EndMutatie(Guid aanvraagId)
    {
        if (MutatieAanvraagId == aanvraagId)
        {
            MutatieAanvraagId = null;
            if (Type is MiddelType.Regulier)
            {
                BelastingdienstKvk = null;
            }
        }
    }

    /// <summary>Takes the one place of a company, before the review .</summary>
    public void ClaimBelastingdienst(KvkNummer kvk) => BelastingdienstKvk = kvk;

    /// <summary>Its place is free again: the koppeling with this company has ended.</summary>
    public void ReleaseWith(Organisatie organisatie)
    {
        ArgumentNullException.ThrowIfNull(organisatie);
        if (BelastingdienstKvk == organisatie.KvkNummer)
        {
            BelastingdienstKvk = null;
        }
    }

    /// <summary>Becomes regulier or Belastingdienstmiddel .</summary>
    /// <exception cref="InvalidOperationException">It becomes a Belastingdienstmiddel and has not taken its place.</exception>
    public void ChangeType(MiddelType type)
    {
        if (type is MiddelType.Belastingdienst && BelastingdienstKvk is null)
        {
            throw new InvalidOperationException($"Middel {Id} has not taken the place of a Belastingdienstmiddel.");
        }

        Type = type;
        if (type is MiddelType.Regulier)
        {
            BelastingdienstKvk = null;
        }
    }

    /// <summary>Records the device that was sent.</summary>
    /// <param name="gekozen">The second factor of the aanvraag for which it was sent; null for that of the middel.</param>
    /// <returns>Null, or why not.</returns>
    public Refusal? IssueOtpDevice(string serienummer, TweedeFactor? gekozen = null)
    {
        if ((gekozen ?? TweedeFactor) != Gebruikers.TweedeFactor.OtpDevice)
        {
            return new NoOtpDeviceChosen();
        }

        OtpSerienummer = serienummer;
        return null;
    }

    /// <summary>The device that was sent came back, and nobody waits for it any more.</summary>
    public void ReturnOtpDevice(string serienummer)
    {
        if (OtpSerienummer == serienummer)
        {
            OtpSerienummer = null;
        }
    }

    /// <summary>A higher level holds; one that had no second factor has one from now on, another keeps its own .</summary>
    internal void Raise(Betrouwbaarheidsniveau niveau, TweedeFactor? tweedeFactor)
    {
        Niveau = niveau > Niveau ? niveau : Niveau;
        TweedeFactor ??= tweedeFactor;
    }

    /// <summary>The second factor is this device from now on, whatever it was before .</summary>
    public void SwitchToOtpDevice(string serienummer)
    {
        TweedeFactor = Gebruikers.TweedeFactor.OtpDevice;
        OtpSerienummer = serienummer;
    }
}
