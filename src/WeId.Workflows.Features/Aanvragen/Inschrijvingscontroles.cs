using System.Globalization;
using WeId.Workflows.Domain.Organisaties;

namespace WeId.Workflows.Features.Aanvragen;

/// <summary>What the Handelsregister says of a company, for the reviewer: one finding beside the other, each with name and number, since an aanvraag may touch several.</summary>
internal static class Inschrijvingscontroles
{
    /// <param name="nummer">The KvK number that was asked for.</param>
    /// <param name="inschrijving">Null when the register knows none.</param>
    /// <param name="metAdres">Whether it matters that post can reach the company.</param>
    public static IReadOnlyList<Controle> Of(string nummer, Inschrijving? inschrijving, bool metAdres)
    {
        if (inschrijving is null)
        {
            return [new("KvkOnbekend", false, nummer)];
        }

        var wie = $"{inschrijving.Naam} (KvK {nummer})";
        List<Controle> gevonden = [];
        if (inschrijving.UitgeschrevenOp is { } datum)
        {
            gevonden.Add(new("KvkUitgeschreven", false, $"{wie}, {datum.ToString("O", CultureInfo.InvariantCulture)}"));
        }

        if (inschrijving.BijzondereRechtstoestand is { } toestand)
        {
            gevonden.Add(new("KvkRechtstoestand", false, $"{wie}, {toestand}"));
        }
        else if (!inschrijving.IsRechtstoestandBekend)
        {
            gevonden.Add(new("KvkRechtstoestandOnbekend", false, wie));
        }

        if (metAdres && inschrijving.BriefAdres is null)
        {
            gevonden.Add(new(inschrijving.IsAfgeschermd ? "KvkAfgeschermd" : "KvkGeenAdres", false, wie));
        }

        return gevonden.Count > 0 ? gevonden : [new("KvkInschrijving", true, $"{wie}, {inschrijving.Rechtsvorm}")];
    }
}
