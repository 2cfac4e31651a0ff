using System.Globalization;
using Microsoft.Extensions.Localization;
using MudBlazor;
using WeId.Workflows.Domain.Aanvragen;

namespace WeId.Workflows.Features.Beoordeling;

/// <summary>Days and instants as colleagues read them.</summary>
internal static class Weergave
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    public static string Datum(DateOnly dag) => dag.ToString("d MMMM yyyy", CultureInfo.CurrentCulture);

    public static string DatumTijd(DateTimeOffset op) => TimeZoneInfo.ConvertTime(op, Zone).ToString("d MMMM yyyy HH:mm", CultureInfo.CurrentCulture);

    /// <summary>Words, icon and class of a due date; the words alone say how it stands.</summary>
    public static (string Tekst, string Icon, string Class) Uiterlijk(DateOnly uiterlijk, DateOnly vandaag, IStringLocalizer teksten)
    {
        var dagen = uiterlijk.DayNumber - vandaag.DayNumber;
        return dagen switch
        {
            < -1 => (teksten["DagenTeLaat", -dagen], Icons.Material.Filled.ErrorOutline, "bo-laat"),
            -1 => (teksten["DagTeLaat"], Icons.Material.Filled.ErrorOutline, "bo-laat"),
            0 => (teksten["Vandaag"], Icons.Material.Filled.Schedule, "bo-vandaag"),
            1 => (teksten["Morgen"], Icons.Material.Filled.Schedule, "bo-straks"),
            _ => (teksten["OverDagen", dagen], Icons.Material.Filled.Event, "bo-straks"),
        };
    }

    public static string Icon(TaakSoort soort) => soort switch
    {
        TaakSoort.OtpUitgifte => Icons.Material.Filled.LocalShipping,
        TaakSoort.KvkControle => Icons.Material.Filled.TravelExplore,
        TaakSoort.Schorsing => Icons.Material.Filled.GppMaybe,
        TaakSoort.WijzigingDoorvoeren => Icons.Material.Filled.EditNote,
        TaakSoort.OfferteOpmaken => Icons.Material.Filled.RequestQuote,
        TaakSoort.AntwoordVerwerken => Icons.Material.Filled.MarkEmailRead,
        TaakSoort.KetenformulierOntvangst => Icons.Material.Filled.MarkunreadMailbox,
        TaakSoort.Retourpost => Icons.Material.Filled.AssignmentReturn,
        TaakSoort.AdresAanpassen => Icons.Material.Filled.EditLocationAlt,
        _ => Icons.Material.Filled.FactCheck,
    };

    public static string Soort(TaakRij rij, IStringLocalizer teksten) => rij.Soort switch
    {
        TaakSoort.OtpUitgifte => teksten["SoortOtp"],
        TaakSoort.KvkControle => teksten["SoortKvk"],
        TaakSoort.Schorsing => teksten["SoortSchorsing"],
        TaakSoort.WijzigingDoorvoeren => teksten["SoortDoorvoeren"],
        TaakSoort.OfferteOpmaken => teksten["SoortOfferte"],
        TaakSoort.AntwoordVerwerken => teksten["SoortAntwoord"],
        TaakSoort.KetenformulierOntvangst => teksten["SoortKetenformulier"],
        TaakSoort.Retourpost => teksten["SoortRetourpost"],
        TaakSoort.AdresAanpassen => teksten["SoortAdres"],
        _ => teksten["SoortBeoordeling", teksten[$"Fase{rij.Fase}"] is { ResourceNotFound: false } fase ? fase.Value : rij.Fase],
    };
}
