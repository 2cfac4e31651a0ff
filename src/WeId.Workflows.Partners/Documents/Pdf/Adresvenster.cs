using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Documenten;
using WeId.Workflows.Domain.Verzendingen;

namespace WeId.Workflows.Partners.Documents.Pdf;

/// <summary>Measures addresses as <see cref="DocumentLayout"/> places them.</summary>
internal sealed class Adresvenster(DocumentFonts fonts) : IAdresvenster
{
    public Refusal? Check(string naam, string adres)
    {
        var lines = Composer.WindowLines(naam, adres);
        if (lines.Count > DocumentLayout.WindowLines)
        {
            return new AdresTeVeelRegels(DocumentLayout.WindowLines);
        }

        return lines.FirstOrDefault(line => Width(line) > DocumentLayout.WindowWidth) is { } wide ? new AdresregelTeBreed(wide) : null;
    }

    // A character that the font lacks is a fault of the letter as a whole, which says so when it is made up.
    private double Width(string line)
    {
        try
        {
            return fonts[Face.Regular].Measure(line, DocumentLayout.BodySize);
        }
        catch (DocumentException)
        {
            return 0;
        }
    }
}
