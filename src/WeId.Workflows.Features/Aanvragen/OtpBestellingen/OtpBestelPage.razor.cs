using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;

namespace WeId.Workflows.Features.Aanvragen.OtpBestellingen;

/// <summary>A beheerder asks for an OTP device for a user .</summary>
public sealed partial class OtpBestelPage
{
    private OtpKeuzes? keuzes;
    private OtpReden? reden;
    private bool akkoord;
    private Tarieven tarieven = new();

    [Inject] public required OtpBestellingSubmit Submit { get; init; }

    [Inject] public required IOptionsMonitor<Tarieven> Tarieven { get; init; }

    [Inject] public required IStringLocalizer<OtpBestelPage> T { get; init; }

    /// <summary>The user.</summary>
    [Parameter] public Guid Koppeling { get; set; }

    private string Terug => $"/beheer/{Organisatie}/gebruikers?open={Koppeling}";

    private Kostenoverzicht Kosten => tarieven.ForOtpDevice();

    // Only who has a device can have lost it.
    private OtpReden[] Redenen => keuzes!.TweedeFactor is TweedeFactor.OtpDevice ? [OtpReden.Kwijt, OtpReden.Defect] : [OtpReden.Nieuw];

    /// <inheritdoc />
    protected internal override string LabelOf(string field) => T[field];

    /// <inheritdoc />
    protected override async Task<bool> LoadAsync(Handeling handeling)
    {
        tarieven = Tarieven.CurrentValue;
        keuzes = await Submit.FindAsync(handeling, Koppeling, CancellationToken.None);
        return keuzes is not null;
    }

    /// <inheritdoc />
    protected override async Task<Result<Indiening>> SubmitAsync(Handeling handeling)
    {
        var result = await Submit.RunAsync(handeling, new(Koppeling, reden, akkoord, Kosten.Exclusief), CancellationToken.None);

        // Until a refusal says so, he agrees with the prices that he sees, not with those of this moment.
        tarieven = Tarieven.CurrentValue;
        return result;
    }
}
