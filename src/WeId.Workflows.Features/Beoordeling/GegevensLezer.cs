using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Aanvragen.NieuweGebruiker;

namespace WeId.Workflows.Features.Beoordeling;

/// <summary>Reads the data of an aanvraag for the review.</summary>
internal static class GegevensLezer
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>The data; null for an aanvraag of another type.</summary>
    public static NieuweGebruikerGegevens? NieuweGebruiker(Aanvraag aanvraag) => aanvraag.Type == NieuweGebruikerGegevens.Type
        ? JsonSerializer.Deserialize<NieuweGebruikerGegevens>(aanvraag.Gegevens, Json)
        : null;

    /// <summary>The level that is asked for; the highest when the data do not tell, so that no second reviewer is skipped.</summary>
    public static Betrouwbaarheidsniveau Niveau(Aanvraag aanvraag) => NieuweGebruiker(aanvraag)?.Niveau ?? Betrouwbaarheidsniveau.Eh4;

    /// <summary>The data as they are, but without the number of the document.</summary>
    public static string WithoutDocumentnummer(Aanvraag aanvraag)
    {
        var gegevens = JsonNode.Parse(aanvraag.Gegevens)!.AsObject();
        var names = gegevens.Select(p => p.Key).Where(key => key.Equals(nameof(NieuweGebruikerGegevens.Documentnummer), StringComparison.OrdinalIgnoreCase)).ToList();
        foreach (var name in names)
        {
            gegevens[name] = "";
        }

        return gegevens.ToJsonString();
    }
}
