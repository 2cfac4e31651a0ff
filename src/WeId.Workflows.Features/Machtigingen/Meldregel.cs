using Microsoft.Extensions.Localization;
using WeId.Workflows.Domain.Machtigingen;

namespace WeId.Workflows.Features.Machtigingen;

/// <summary>What a page of machtigingen last said in its live region, and which withdrawals it waits for.</summary>
internal sealed class Meldregel(IStringLocalizer<MachtigingActies> t)
{
    // What says the same again is silent for many screen readers; this is another text that looks the same.
    private const string Again = "\u00a0";

    private Dictionary<Guid, string> aangekondigd = [];

    /// <summary>What it says; null: nothing.</summary>
    public string? Tekst { get; private set; }

    /// <summary>Says it.</summary>
    public void Say(string? tekst) => Tekst = tekst is not null && tekst == Tekst ? tekst + Again : tekst;

    /// <summary>Looks which of those that were being withdrawn are gone, and only then says so .</summary>
    /// <returns>Whether one is gone, and with it what had the focus.</returns>
    public bool Look(IEnumerable<(Guid Id, string Naam, MachtigingStatus Status)> rijen)
    {
        var nu = rijen.ToList();
        var weg = aangekondigd.Where(a => !nu.Exists(r => r.Id == a.Key)).Select(a => a.Value).ToList();
        aangekondigd = nu.Where(r => r.Status is MachtigingStatus.IntrekkingAangekondigd).ToDictionary(r => r.Id, r => r.Naam);
        weg.ForEach(naam => Say(t["Ingetrokken", naam]));
        return weg.Count > 0;
    }
}
