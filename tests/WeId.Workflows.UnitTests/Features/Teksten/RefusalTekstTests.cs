using System.Globalization;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features;
using WeId.Workflows.Features.Teksten;

namespace WeId.Workflows.UnitTests.Features.Teksten;

public sealed class RefusalTekstTests
{
    private static readonly CultureInfo Nederlands = CultureInfo.GetCultureInfo("nl");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    public static TheoryData<string, string> Refusals()
    {
        var types = new[] { typeof(Refusal).Assembly, typeof(FeaturesExtensions).Assembly }
            .SelectMany(a => a.GetTypes())
            .Where(t => t.IsSubclassOf(typeof(Refusal)) && !t.IsAbstract);
        var data = new TheoryData<string, string>();
        foreach (var type in types)
        {
            data.Add(type.Name, "nl");
            data.Add(type.Name, "en");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Has_EachRefusal_InEachLanguage(string code, string language) => Assert.True(RefusalTekst.Has(code, language));

    [Theory]
    [InlineData(typeof(KoppelingStatus))]
    [InlineData(typeof(Rol))]
    [InlineData(typeof(TweedeFactor))]
    [InlineData(typeof(DocumentType))]
    [InlineData(typeof(WeId.Workflows.Domain.Aanvragen.BijlageWeigering))]
    public void Has_EachValueThatPeopleRead_InEachLanguage(Type type)
    {
        Assert.All(Enum.GetNames(type), name =>
        {
            Assert.True(RefusalTekst.Has($"{type.Name}.{name}", "nl"));
            Assert.True(RefusalTekst.Has($"{type.Name}.{name}", "en"));
        });
    }

    [Fact]
    public void Of_Dates_AreWrittenInTheLanguageOfTheReader()
    {
        var refusal = new DocumentExpiresTooSoon(new DateOnly(2026, 4, 2), new DateOnly(2026, 5, 15));

        Assert.Equal(
            "Het document is geldig tot en met 2 april 2026. Upload een document dat minstens tot en met 15 mei 2026 geldig is.",
            new RefusalTekst().Of(refusal, Nederlands));
        Assert.Contains("2 April 2026", new RefusalTekst().Of(refusal, English), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_Amounts_AreWrittenInTheLanguageOfTheReader()
    {
        var refusal = new KostenChanged(1234.5m, 40m);

        Assert.Contains("€\u00A01.234,50", new RefusalTekst().Of(refusal, Nederlands), StringComparison.Ordinal);
        Assert.Contains("€\u00A01,234.50", new RefusalTekst().Of(refusal, English), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_Status_IsTheLabelOfThePortal() =>
        Assert.Contains("Wachten op goedkeuring", new RefusalTekst().Of(new NotWaitingForActivatie(KoppelingStatus.WachtenOpGoedkeuring), Nederlands), StringComparison.Ordinal);

    [Fact]
    public void Of_NotValid_SpeaksOfTheKindOfValue()
    {
        Assert.Equal("Een KvK-nummer heeft 8 cijfers.", new RefusalTekst().Of(new NotValid("KvkNummer"), Nederlands));
        Assert.Equal("Deze waarde klopt niet. Controleer wat u hebt ingevuld.", new RefusalTekst().Of(new NotValid("Onbekend"), Nederlands));
    }
}
