namespace WeId.Workflows.Uitbreiding.Parkeervergunning;

/// <summary>The own data of an aanvraag of this type, which exists to see that one can be added from outside the product.</summary>
/// <param name="Kenteken">Of the car that may park.</param>
/// <param name="Vergunningnummer">Given when it is granted.</param>
public sealed record ParkeervergunningGegevens(string Kenteken, string? Vergunningnummer = null)
{
    /// <summary>The aanvraag type and definition id.</summary>
    public const string Type = "parkeervergunning";
}
