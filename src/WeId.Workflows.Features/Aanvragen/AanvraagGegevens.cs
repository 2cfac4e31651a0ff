using System.Text.Json;
using System.Text.Json.Serialization;
using WeId.Workflows.Domain.Aanvragen;

namespace WeId.Workflows.Features.Aanvragen;

/// <summary>The own data of an aanvraag, as kept in <see cref="Aanvraag.Gegevens"/>: JSON with the names of enum values.</summary>
public static class AanvraagGegevens
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>As JSON.</summary>
    public static string Write(object gegevens)
    {
        ArgumentNullException.ThrowIfNull(gegevens);
        return JsonSerializer.Serialize(gegevens, gegevens.GetType(), Json);
    }

    /// <summary>From JSON; names in any case and numbers for enum values are read too.</summary>
    /// <exception cref="JsonException">They are data of another type.</exception>
    public static T Read<T>(Aanvraag aanvraag)
    {
        ArgumentNullException.ThrowIfNull(aanvraag);
        return JsonSerializer.Deserialize<T>(aanvraag.Gegevens, Json) ?? throw new JsonException("The data are null.");
    }
}
